package dev.parallax.coordinator;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;

/** One HTTP/2 connection without a client certificate, with full control over each frame. */
final class Stranger implements AutoCloseable {
  static final String ENROL = "/parallax.v1.EnrolmentService/Enrol";
  static final String WATCH = "/grpc.health.v1.Health/Watch";

  private static final int PATIENCE_SECONDS = 10;
  private static final SslContext TLS = tls();

  private final Http2ConnectionHandler codec =
      new Http2ConnectionHandlerBuilder()
          .server(false)
          .frameListener(new Listener())
          .encoderEnforceMaxConcurrentStreams(false)
          .encoderIgnoreMaxHeaderListSize(true)
          .gracefulShutdownTimeoutMillis(0)
          .build();
  private final AtomicInteger refusedStreams = new AtomicInteger();
  private final List<String> statuses = new CopyOnWriteArrayList<>();
  private volatile boolean goneAway;
  private int nextStream = 1;
  private final ChannelFuture connecting;

  private Stranger(EventLoopGroup loop, InetAddress from, InetSocketAddress to) {
    this.connecting =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel.pipeline().addLast(TLS.newHandler(channel.alloc()), codec);
                  }
                })
            .connect(to, new InetSocketAddress(from, 0));
  }

  /** Connects; whether the handshake succeeds is seen by {@link #greeted}. */
  static Stranger connect(EventLoopGroup loop, String from, InetSocketAddress to) {
    return new Stranger(loop, InetAddress.ofLiteral(from), to);
  }

  /** Waits for the end of the TLS handshake. */
  boolean greeted() throws InterruptedException {
    if (!connecting.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !connecting.isSuccess()) {
      return false;
    }
    var handler = channel().pipeline().get(SslHandler.class);
    return handler != null
        && handler.handshakeFuture().await(PATIENCE_SECONDS, TimeUnit.SECONDS)
        && handler.handshakeFuture().isSuccess();
  }

  boolean open() {
    return channel().isActive() && !goneAway;
  }

  boolean goneAway() {
    return goneAway;
  }

  int refusedStreams() {
    return refusedStreams.get();
  }

  /** The {@code grpc-status} of each answer. */
  List<String> statuses() {
    return statuses;
  }

  /**
   * Opens a stream for each element of {@code streams}, writes the output of {@code frames} to it,
   * and waits until all bytes are in the socket or blocked by flow control.
   */
  void write(int streams, Frames frames) {
    var written =
        channel()
            .eventLoop()
            .submit(
                () -> {
                  var context = channel().pipeline().context(codec);
                  for (int i = 0; i < streams && context != null; i++) {
                    frames.write(new Out(context, codec.encoder(), nextStream));
                    nextStream += 2;
                  }
                  channel().flush();
                });
    written.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The frames of a stream. */
  interface Frames {
    void write(Out out);
  }

  /** Writes the frames of one stream. */
  record Out(ChannelHandlerContext context, Http2ConnectionEncoder encoder, int stream) {
    void headers(String path, int padding) {
      var headers =
          new DefaultHttp2Headers()
              .method("POST")
              .scheme("https")
              .authority("coordinator.parallax.internal")
              .path(path)
              .add("content-type", "application/grpc")
              .add("te", "trailers");
      if (padding > 0) {
        headers.add("x-padding", "a".repeat(padding));
      }
      var _ = encoder.writeHeaders(context, stream, headers, 0, false, context.newPromise());
    }

    /** The start of a message that announces {@code length} bytes. */
    void message(int length, ByteBuf sent, boolean end) {
      var prefix = Unpooled.buffer(5).writeByte(0).writeInt(length);
      var _ = encoder.writeData(context, stream, prefix, 0, false, context.newPromise());
      var _ =
          encoder.writeData(
              context, stream, sent.retainedDuplicate(), 0, end, context.newPromise());
    }

    void reset() {
      var _ =
          encoder.writeRstStream(context, stream, Http2Error.CANCEL.code(), context.newPromise());
    }
  }

  Channel channel() {
    return connecting.channel();
  }

  @Override
  public void close() {
    var _ = channel().close();
  }

  private static SslContext tls() {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(SslProvider.OPENSSL)
          .protocols("TLSv1.3")
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2))
          .build();
    } catch (SSLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private final class Listener extends Http2EventAdapter {
    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) {
      // A hostile client opens more streams than it is allowed.
      codec.connection().local().maxActiveStreams(Integer.MAX_VALUE);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context,
        int stream,
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      onHeadersRead(context, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end) {
      var status = headers.get("grpc-status");
      if (status != null) {
        statuses.add(status.toString());
      }
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long error) {
      refusedStreams.incrementAndGet();
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int last, long error, ByteBuf debug) {
      goneAway = true;
    }
  }
}
