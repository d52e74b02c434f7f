package dev.parallax.agent.probe;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** A real TLS server on 127.0.0.1 with one behaviour for each request. */
@SuppressWarnings("FutureReturnValueIgnored") // The prober under test detects the failure.
public final class TlsPeer implements AutoCloseable {
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final SslContext context;
  private final Channel server;

  private TlsPeer(
      InetSocketAddress at,
      SslContext context,
      Consumer<SSLEngine> eachEngine,
      Consumer<ChannelHandlerContext> onRequest) {
    this.context = context;
    this.server =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel accepted) {
                    connections.add(accepted);
                    var tls = context.newHandler(accepted.alloc());
                    eachEngine.accept(tls.engine());
                    accepted.pipeline().addLast(tls, new Answer(onRequest));
                  }
                })
            .bind(at)
            .syncUninterruptibly()
            .channel();
  }

  static TlsPeer of(PrivateKey key, X509Certificate... sent) {
    return of(key, builder -> builder, answer(OK), sent);
  }

  static TlsPeer of(
      PrivateKey key,
      UnaryOperator<SslContextBuilder> more,
      Consumer<ChannelHandlerContext> onRequest,
      X509Certificate... sent) {
    return of(Peer.loopback(0), key, more, onRequest, sent);
  }

  static TlsPeer of(
      InetSocketAddress at,
      PrivateKey key,
      UnaryOperator<SslContextBuilder> more,
      Consumer<ChannelHandlerContext> onRequest,
      X509Certificate... sent) {
    try {
      var builder = SslContextBuilder.forServer(key, sent).sslProvider(SslProvider.OPENSSL_REFCNT);
      return new TlsPeer(at, more.apply(builder).build(), engine -> {}, onRequest);
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Staples this OCSP response to its certificates. */
  static TlsPeer stapling(byte[] response, PrivateKey key, X509Certificate... sent) {
    try {
      var builder = SslContextBuilder.forServer(key, sent).sslProvider(SslProvider.OPENSSL_REFCNT);
      return new TlsPeer(
          Peer.loopback(0),
          builder.enableOcsp(true).build(),
          engine -> ((ReferenceCountedOpenSslEngine) engine).setOcspResponse(response),
          answer(OK));
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends the encoded bytes of these certificates, with Java's own TLS. */
  static TlsPeer sendingAnything(PrivateKey key, X509Certificate... sent) {
    try {
      var context =
          SslContextBuilder.forServer(new FixedKey(key, sent)).sslProvider(SslProvider.JDK).build();
      return new TlsPeer(Peer.loopback(0), context, engine -> {}, answer(OK));
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  static SslContextBuilder mutual(SslContextBuilder builder) {
    return builder
        .clientAuth(ClientAuth.REQUIRE)
        .trustManager(InsecureTrustManagerFactory.INSTANCE);
  }

  static Consumer<ChannelHandlerContext> answer(String text) {
    return context ->
        context.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
  }

  public int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  /** Closes the connections first: each releases its TLS engine on a running event loop. */
  @Override
  public void close() {
    server.close().awaitUninterruptibly(3000);
    connections.close().awaitUninterruptibly(3000);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3000);
    ReferenceCountUtil.release(context);
  }

  private static final class Answer extends SimpleChannelInboundHandler<ByteBuf> {
    private final Consumer<ChannelHandlerContext> onRequest;

    Answer(Consumer<ChannelHandlerContext> onRequest) {
      this.onRequest = onRequest;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
      onRequest.accept(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
