package dev.parallax.agent.probe.warmup;

import dev.parallax.agent.probe.tls.SelfSignedKey;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** A web server and resolver on 127.0.0.1 for the time of one warm-up. */
// A peer for the warm-up: a lost answer costs one probe.
@SuppressWarnings("FutureReturnValueIgnored")
final class WarmUpServer implements AutoCloseable {
  static final String NAME = "warm-up.invalid";

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  private static final String ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n<title>warm up</title>";

  /** An A record of 127.0.0.1 for the name at offset 12. */
  private static final byte[] RECORD = HexFormat.of().parseHex("c00c000100010000000000047f000001");

  private final SslContext context;
  private final X509Certificate certificate;
  private final Channel web;
  private final Channel resolver;

  /** No socket could be opened on 127.0.0.1. */
  static final class Unavailable extends RuntimeException {
    Unavailable(Throwable cause) {
      super(cause);
    }
  }

  private WarmUpServer(
      SslContext context, X509Certificate certificate, Channel web, Channel resolver) {
    this.context = context;
    this.certificate = certificate;
    this.web = web;
    this.resolver = resolver;
  }

  static WarmUpServer start(EventLoopGroup group) {
    try {
      KeyPair key = SelfSignedKey.key();
      var certificate = SelfSignedKey.certificate(NAME, key);
      var context =
          SslContextBuilder.forServer(key.getPrivate(), certificate)
              .sslProvider(SslProvider.OPENSSL_REFCNT)
              .build();
      return new WarmUpServer(context, certificate, web(group, context), resolver(group));
    } catch (Exception unavailable) {
      throw new Unavailable(unavailable);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) web.localAddress();
  }

  InetSocketAddress resolver() {
    return (InetSocketAddress) resolver.localAddress();
  }

  X509Certificate certificate() {
    return certificate;
  }

  @Override
  public void close() {
    web.close().awaitUninterruptibly(1000);
    resolver.close().awaitUninterruptibly(1000);
    ReferenceCountUtil.release(context);
  }

  private static Channel web(EventLoopGroup group, SslContext context) {
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel accepted) {
                    accepted
                        .pipeline()
                        .addLast(context.newHandler(accepted.alloc()), new Greeting());
                  }
                })
            .bind(ANY_PORT);
    return bound.syncUninterruptibly().channel();
  }

  private static Channel resolver(EventLoopGroup group) {
    var bound =
        new Bootstrap()
            .group(group)
            .channel(EpollDatagramChannel.class)
            .handler(new OneAnswer())
            .bind(ANY_PORT);
    return bound.syncUninterruptibly().channel();
  }

  private static final class Greeting extends SimpleChannelInboundHandler<ByteBuf> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
      context
          .writeAndFlush(Unpooled.copiedBuffer(ANSWER, StandardCharsets.US_ASCII))
          .addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  /** Turns an A query into its answer, and an AAAA query into an answer without records. */
  @Sharable
  private static final class OneAnswer extends SimpleChannelInboundHandler<DatagramPacket> {
    private static final int QUESTION_END = 12 + NAME.length() + 2 + 4;
    private static final int TYPE_A = 1;

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket query) {
      var content = query.content();
      boolean asksA = content.getUnsignedShort(QUESTION_END - 4) == TYPE_A;
      var reply = context.alloc().buffer();
      reply.writeShort(content.getUnsignedShort(0)).writeShort(0x8180).writeShort(1);
      reply.writeShort(asksA ? 1 : 0).writeInt(0);
      reply.writeBytes(content, 12, QUESTION_END - 12);
      reply.writeBytes(asksA ? RECORD : new byte[0]);
      context.writeAndFlush(new DatagramPacket(reply, query.sender()));
    }
  }
}
