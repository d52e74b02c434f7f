package dev.parallax.agent.probe;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.pkitesting.X509Bundle;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A QUIC server, or its replacement, on 127.0.0.1. */
final class QuicPeer implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final Channel channel;

  private QuicPeer(ChannelHandler handler) {
    this.channel =
        new Bootstrap()
            .group(group)
            .channel(EpollDatagramChannel.class)
            .handler(handler)
            .bind(Peer.loopback(0))
            .syncUninterruptibly()
            .channel();
  }

  /** Offers this protocol and has this behaviour on each connection. */
  static QuicPeer of(
      X509Bundle site,
      String protocol,
      UnaryOperator<QuicSslContextBuilder> more,
      ChannelHandler onConnection) {
    var builder =
        QuicSslContextBuilder.forServer(
            site.getKeyPair().getPrivate(), null, site.getCertificate());
    return of(more.apply(builder.applicationProtocols(protocol)).build(), onConnection);
  }

  /** An HTTP/3 server that sends the encoded bytes of these certificates. */
  static QuicPeer sendingAnything(PrivateKey key, X509Certificate... sent) {
    var builder = QuicSslContextBuilder.forServer(new FixedKey(key, sent), null);
    return of(builder.applicationProtocols("h3").build(), idle());
  }

  private static QuicPeer of(QuicSslContext context, ChannelHandler onConnection) {
    return new QuicPeer(
        new QuicServerCodecBuilder()
            .sslContext(context)
            .maxIdleTimeout(5, TimeUnit.SECONDS)
            .initialMaxData(10_000)
            .tokenHandler(InsecureQuicTokenHandler.INSTANCE)
            .handler(onConnection)
            .streamHandler(new ChannelInboundHandlerAdapter())
            .build());
  }

  /** Any behaviour with datagrams. */
  static QuicPeer of(ChannelHandler handler) {
    return new QuicPeer(handler);
  }

  static ChannelHandler idle() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public boolean isSharable() {
        return true;
      }

      @Override
      public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // The client receives the error that ends a connection.
      }
    };
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly(1000);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3000);
  }
}
