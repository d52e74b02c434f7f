package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.TlsFailures;
import dev.parallax.agent.classify.handshake.HelloWriter;
import dev.parallax.agent.classify.handshake.ServerFlight;
import dev.parallax.agent.probe.tls.HelloKeys;
import dev.parallax.agent.probe.tls.SplitHello;
import dev.parallax.model.failure.Failure;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;

/**
 * A handshake that succeeds with the server's first flight: for ClientHellos of a shape that no
 * engine sends.
 */
// The results of writes arrive as events of the tap.
@SuppressWarnings("FutureReturnValueIgnored")
final class RawHandshake extends ChannelInboundHandlerAdapter implements Handshake {
  private final Attempt attempt;
  private final byte[] hello;
  private HandshakeView view;
  private boolean over;

  private RawHandshake(Attempt attempt, byte[] hello) {
    this.attempt = attempt;
    this.hello = hello;
    this.view = new HandshakeView(attempt);
  }

  static RawHandshake prepare(Attempt attempt) {
    var trial = attempt.trial();
    return new RawHandshake(
        attempt, HelloWriter.record(trial.hello(), trial.spec().serverName(), new HelloKeys()));
  }

  @Override
  public void start() {
    view = new HandshakeView(attempt);
    var pipeline = attempt.channel().pipeline();
    SplitHello.into(pipeline, attempt.trial().hello().shape().split());
    pipeline.addLast(this);
    pipeline.writeAndFlush(Unpooled.wrappedBuffer(hello));
  }

  /** The tap has decoded it already. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void arrived() {
    var flight = attempt.tap().receivedRecords().flight();
    var broken = view.broken();
    if (broken.isPresent()) {
      fail(broken.get());
    } else if (flight.isBroken()) {
      fail(TlsFailures.malformed("no ServerHello in the first handshake record"));
    } else if (flight.isWhole()) {
      answered(flight);
    }
  }

  private void answered(ServerFlight flight) {
    if (!over) {
      over = true;
      record(flight);
      attempt.succeed();
    }
  }

  @Override
  public void ended(Ending ending, String detail) {
    fail(view.ended(ending, detail));
  }

  private void fail(Failure failure) {
    if (!over) {
      over = true;
      record(attempt.tap().receivedRecords().flight());
      attempt.fail(failure);
    }
  }

  private void record(ServerFlight flight) {
    attempt.record(view.step("", flight.certificates(), false, attempt.tap().alert()));
  }
}
