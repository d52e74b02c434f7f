package dev.parallax.web.http;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Initialises each connection. */
final class ConnectionInitializer extends ChannelInitializer<SocketChannel> {
  private final Limits limits;
  private final Optional<SslContext> tls;
  private final Handler handler;
  private final Executor threads;
  private final Semaphore answering;
  private final OpenConnections open;

  ConnectionInitializer(
      Limits limits, Optional<SslContext> tls, Handler handler, Executor threads) {
    this.limits = limits;
    this.tls = tls;
    this.handler = handler;
    this.threads = threads;
    this.answering = new Semaphore(limits.answering());
    this.open = new OpenConnections(limits);
  }

  @Override
  public boolean isSharable() {
    return true;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    open.open(channel);
    var pipeline = channel.pipeline();
    tls.ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc())));
    pipeline.addLast(
        new HttpServerCodec(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.line())
                .setMaxHeaderSize(limits.head())));
    pipeline.addLast(new HttpServerKeepAliveHandler());
    pipeline.addLast(new HttpObjectAggregator(limits.body(), true));
    // Pipelined requests wait here for their turn.
    pipeline.addLast(new FlowControlHandler());
    pipeline.addLast(new Conversation(limits, handler, threads, answering, open));
  }
}
