package dev.parallax.agent.probe;

import dev.parallax.agent.classify.DnsFailures;
import dev.parallax.agent.classify.DnsReply;
import dev.parallax.agent.classify.Printable;
import dev.parallax.agent.classify.TcpFailures;
import dev.parallax.model.Step;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.TcpDnsResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One question over TCP, asked because the answer over UDP was truncated. */
// What comes of sends, closes and timers shows in the reply or the timeout.
@SuppressWarnings("FutureReturnValueIgnored")
final class TcpQuestion extends ChannelInboundHandlerAdapter {
  private final DnsQuery query;
  private final CompletableFuture<DnsReply> reply = new CompletableFuture<>();

  private TcpQuestion(DnsQuery query) {
    this.query = query;
  }

  static CompletableFuture<DnsReply> ask(
      EventLoop loop, ProberConfig config, DnsQuery query, Duration timeLeft) {
    var question = new TcpQuestion(query);
    var bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(EpollSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel tcp) {
                    tcp.pipeline().addLast(new TcpDnsResponseDecoder(), question);
                  }
                });
    config
        .bindFor(config.resolver().getAddress())
        .ifPresent(bind -> bootstrap.localAddress(new InetSocketAddress(bind, 0)));
    var connecting = bootstrap.connect(config.resolver());
    connecting.addListener(
        connected -> {
          if (connected.cause() != null) {
            question.reply.complete(
                new DnsReply.Failed(TcpFailures.of(Step.DNS, connected.cause())));
          }
        });
    var expiry =
        loop.schedule(
            () ->
                question.fail(
                    new DnsReply.Failed(DnsFailures.timeout("no reply over TCP in time"))),
            Math.max(0, timeLeft.toNanos()),
            TimeUnit.NANOSECONDS);
    question.reply.whenComplete(
        (done, failed) -> {
          expiry.cancel(false);
          connecting.channel().close();
        });
    return question.reply;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.writeAndFlush(query.encodeWithLength(context.alloc()));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      var response = (DnsResponse) message;
      if (response.id() == query.id() && DnsReader.answers(response, query)) {
        reply.complete(DnsReader.read(response, query));
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    fail(new DnsReply.Failed(DnsFailures.malformed("the resolver closed the TCP connection")));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var failure =
        cause instanceof DecoderException
            ? DnsFailures.malformed(Printable.said(cause))
            : TcpFailures.of(Step.DNS, cause);
    fail(new DnsReply.Failed(failure));
  }

  private void fail(DnsReply failed) {
    reply.complete(failed);
  }
}
