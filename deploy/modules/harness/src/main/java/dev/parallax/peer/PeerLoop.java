package dev.parallax.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The threads of all peers, and the functions that open sockets on them; closing it closes the
 * sockets.
 */
public final class PeerLoop implements AutoCloseable {
  private static final int CONNECTION_THREADS = 2;
  private static final int BACKLOG = 512;
  private static final long PATIENCE_SECONDS = 5;

  private final EventLoopGroup connections =
      new MultiThreadIoEventLoopGroup(CONNECTION_THREADS, NioIoHandler.newFactory());

  /** Separate threads, so that a burst of handshakes does not make every resolver look slow. */
  private final EventLoopGroup datagrams =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

  /**
   * Listens for TCP connections.
   *
   * @param prepare fills the pipeline of each accepted channel
   * @return its address
   * @throws IOException if the address is in use
   */
  InetSocketAddress listen(InetSocketAddress at, Consumer<Channel> prepare) throws IOException {
    return bound(
        new ServerBootstrap()
            .group(connections)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    prepare.accept(channel);
                  }
                })
            .bind(at));
  }

  /** Receives datagrams; see {@link #listen}. */
  InetSocketAddress receive(InetSocketAddress at, Consumer<Channel> prepare) throws IOException {
    return bound(
        new Bootstrap()
            .group(datagrams)
            .channel(NioDatagramChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    prepare.accept(channel);
                  }
                })
            .bind(at));
  }

  /** A thread for connections. */
  EventLoop next() {
    return connections.next();
  }

  /** Connects on a thread: that of another channel, if the two are to be spliced without locks. */
  static ChannelFuture connect(EventLoop thread, InetSocketAddress to, ChannelHandler handler) {
    return new Bootstrap()
        .group(thread)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(handler)
        .connect(to);
  }

  private static InetSocketAddress bound(ChannelFuture binding) throws IOException {
    if (!binding.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("no socket within " + PATIENCE_SECONDS + " s");
    }
    if (!binding.isSuccess()) {
      throw new IOException(binding.cause());
    }
    return (InetSocketAddress) binding.channel().localAddress();
  }

  @Override
  public void close() {
    Stream.of(connections, datagrams)
        .map(group -> group.shutdownGracefully(0, PATIENCE_SECONDS, TimeUnit.SECONDS))
        .toList()
        .forEach(closing -> closing.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }
}
