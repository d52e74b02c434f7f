package dev.parallax.agent.probe;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.handler.codec.LengthFieldPrepender;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.HttpConversionUtil.ExtensionHeaderNames;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.InboundHttp2ToHttpAdapterBuilder;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** A name server on 127.0.0.1 over TLS, or over HTTPS in either version of HTTP. */
@SuppressWarnings("FutureReturnValueIgnored") // The prober under test detects the failure.
final class SecureDnsPeer implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ChannelGroup accepted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
  private final SslContext context;
  private final Channel server;

  /** The answer of an HTTP peer. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Page(int status, String type, byte[] body) {
    static final String DNS = "application/dns-message";
  }

  /** Makes a page of a request's body. */
  interface Pages {
    Page answer(byte[] query);
  }

  private SecureDnsPeer(X509Bundle leaf, String protocol, Consumer<Channel> onAccept) {
    this.context = context(leaf, protocol);
    this.server =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel fresh) {
                    fresh.pipeline().addLast(context.newHandler(fresh.alloc()));
                    onAccept.accept(fresh);
                    accepted.add(fresh);
                  }
                })
            .bind(Peer.loopback(0))
            .syncUninterruptibly()
            .channel();
  }

  /** RFC 7858. */
  static SecureDnsPeer dot(X509Bundle leaf, DnsPeer.Rule rule) {
    var numbers = new AtomicInteger();
    return new SecureDnsPeer(
        leaf,
        "dot",
        accepted ->
            accepted
                .pipeline()
                .addLast(
                    new LengthFieldBasedFrameDecoder(4096, 0, 2, 0, 2),
                    new LengthFieldPrepender(2),
                    new Answering(rule, numbers)));
  }

  /** RFC 8484 over HTTP/1.1. */
  static SecureDnsPeer http1(X509Bundle leaf, Pages pages) {
    return new SecureDnsPeer(
        leaf,
        "http/1.1",
        accepted ->
            accepted
                .pipeline()
                .addLast(
                    new HttpServerCodec(), new HttpObjectAggregator(65_536), new Paging(pages)));
  }

  /** RFC 8484 over HTTP/2. */
  static SecureDnsPeer http2(X509Bundle leaf, Pages pages) {
    return new SecureDnsPeer(
        leaf, "h2", accepted -> accepted.pipeline().addLast(speaking2(), new Paging(pages)));
  }

  /** The answer of the rule, as HTTP responses. */
  static Pages pages(DnsPeer.Rule rule) {
    var numbers = new AtomicInteger();
    return query ->
        new Page(
            200,
            Page.DNS,
            rule.answer(new DnsPeer.Query(query, true, numbers.getAndIncrement())).getFirst());
  }

  int port() {
    return ((InetSocketAddress) server.localAddress()).getPort();
  }

  @Override
  public void close() {
    server.close().awaitUninterruptibly(1000);
    accepted.close().awaitUninterruptibly(1000);
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3000);
    ReferenceCountUtil.release(context);
  }

  private static ChannelHandler speaking2() {
    var connection = new DefaultHttp2Connection(true);
    return new HttpToHttp2ConnectionHandlerBuilder()
        .frameListener(
            new InboundHttp2ToHttpAdapterBuilder(connection).maxContentLength(65_536).build())
        .connection(connection)
        .build();
  }

  private static SslContext context(X509Bundle leaf, String protocol) {
    try {
      return SslContextBuilder.forServer(leaf.getKeyPair().getPrivate(), leaf.getCertificatePath())
          .sslProvider(SslProvider.OPENSSL_REFCNT)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  Protocol.ALPN,
                  SelectorFailureBehavior.NO_ADVERTISE,
                  SelectedListenerFailureBehavior.ACCEPT,
                  List.of(protocol)))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Answering extends SimpleChannelInboundHandler<ByteBuf> {
    private final DnsPeer.Rule rule;
    private final AtomicInteger numbers;

    Answering(DnsPeer.Rule rule, AtomicInteger numbers) {
      this.rule = rule;
      this.numbers = numbers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf query) {
      var asked = new DnsPeer.Query(ByteBufUtil.getBytes(query), true, numbers.getAndIncrement());
      for (var reply : rule.answer(asked)) {
        context.writeAndFlush(Unpooled.wrappedBuffer(reply));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private static final class Paging extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String STREAM = ExtensionHeaderNames.STREAM_ID.text().toString();

    private final Pages pages;

    Paging(Pages pages) {
      this.pages = pages;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      boolean dns =
          request.method().name().equals("POST")
              && request.uri().equals("/dns-query")
              && Page.DNS.equals(request.headers().get("content-type"));
      var page =
          dns
              ? pages.answer(ByteBufUtil.getBytes(request.content()))
              : new Page(400, "text/plain", new byte[0]);
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(page.status()),
              Unpooled.wrappedBuffer(page.body()));
      response.headers().set("content-type", page.type()).set("content-length", page.body().length);
      if (request.headers().contains(STREAM)) {
        response.headers().set(STREAM, request.headers().get(STREAM));
      }
      context.writeAndFlush(response).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
