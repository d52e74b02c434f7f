package dev.parallax.web.http;

import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.authority.ServerTls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An open HTTP port. */
public final class HttpPort implements AutoCloseable {
  private static final int BACKLOG = 128;
  private static final int DRAIN_MILLIS = 1_000;

  private final EventLoopGroup loops;
  private final ExecutorService threads;
  private final Channel listener;

  /** Opens a port with plain HTTP. */
  public static HttpPort open(InetSocketAddress listen, Limits limits, Handler handler)
      throws IOException {
    return new HttpPort(listen, limits, Optional.empty(), handler);
  }

  /**
   * Opens a port with HTTP over TLS 1.3.
   *
   * @param hosts the names and address literals of the port
   */
  public static HttpPort open(
      InetSocketAddress listen,
      Limits limits,
      CertificateAuthority authority,
      Set<String> hosts,
      Handler handler)
      throws IOException {
    return new HttpPort(listen, limits, Optional.of(ServerTls.page(authority, hosts)), handler);
  }

  private HttpPort(
      InetSocketAddress listen, Limits limits, Optional<SslContext> tls, Handler handler)
      throws IOException {
    this.loops =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(new ConnectionInitializer(limits, tls, handler, threads))
            .bind(listen)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      shutDown();
      throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
    }
    this.listener = bound.channel();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    shutDown();
  }

  private void shutDown() {
    threads.shutdownNow();
    loops.shutdownGracefully(0, DRAIN_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
