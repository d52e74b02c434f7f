package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.StartTlsFailures;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.agent.starttls.Greeter;
import dev.parallax.agent.starttls.Move;
import dev.parallax.agent.starttls.StartTlsConversation;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.value.Bytes;
import dev.parallax.text.Printable;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The cleartext dialogue of an attempt before its ClientHello; a part of the TLS step. Reads from
 * the connect on, since in several protocols the server sends first, and writes once it is started.
 */
// The tap below observes a failed write.
@SuppressWarnings("FutureReturnValueIgnored")
final class StartTls extends SimpleChannelInboundHandler<ByteBuf> implements Phase {
  private final Attempt attempt;
  private final StartTlsConversation conversation;
  private long startedAt;
  private boolean heard;
  private boolean over;

  private StartTls(Attempt attempt, StartTlsConversation conversation) {
    this.attempt = attempt;
    this.conversation = conversation;
  }

  /** For a connected attempt; empty when its scheme starts with TLS or has no TLS. */
  static Optional<StartTls> prepare(Attempt attempt) {
    var spec = attempt.trial().spec();
    var greeter = Greeter.of(spec.host(), attempt.channel().localAddress().getAddress());
    var phase =
        StartTlsConversation.of(spec.scheme(), greeter)
            .map(spoken -> new StartTls(attempt, spoken));
    phase.ifPresent(attempt.channel().pipeline()::addLast);
    return phase;
  }

  @Override
  public void start() {
    startedAt = System.nanoTime();
    proceed();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    heard = true;
    if (!over) {
      conversation.hear(ByteBufUtil.getBytes(bytes));
    }
  }

  @Override
  public boolean hasHeard() {
    return heard;
  }

  @Override
  public void arrived() {
    proceed();
  }

  private void proceed() {
    while (!over) {
      switch (conversation.next()) {
        case Move.Listen listen -> {
          return;
        }
        case Move.Say(var bytes) -> say(bytes);
        case Move.Secure(var last) -> secure(last);
        case Move.Refused(var detail) -> fail(StartTlsFailures.refused(detail));
        case Move.TurnedAway(var reply) -> fail(StartTlsFailures.turnedAway(reply));
        case Move.Malformed(var message) ->
            fail(StartTlsFailures.malformed(message, attempt.tap().firstReceived()));
      }
    }
  }

  private void say(Bytes bytes) {
    attempt.channel().pipeline().writeAndFlush(Unpooled.wrappedBuffer(bytes.toArray()));
  }

  private void secure(Bytes last) {
    over = true;
    if (last.size() > 0) {
      say(last);
    }
    attempt.channel().pipeline().remove(this);
    attempt.tap().restart();
    attempt.encrypt();
  }

  @Override
  public void ended(Ending ending, String detail) {
    fail(StartTlsFailures.ended(ending, detail));
  }

  private void fail(Failure failure) {
    if (over || attempt.isFinished()) {
      return;
    }
    over = true;
    attempt.record(step());
    attempt.fail(failure);
  }

  /** The server's lines so far. */
  CleartextLines received() {
    return conversation.received();
  }

  private TlsStep step() {
    var tap = attempt.tap();
    long now = System.nanoTime();
    var first = Optional.of(tap.firstReceived()).filter(bytes -> bytes.length > 0);
    return new TlsStep(
        TlsStep.SentHello.none(attempt.trial().spec().serverName()),
        TlsStep.Agreed.NOTHING,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        new TlsStep.Traffic(0, 0, 0, 0, first.map(bytes -> Printable.ascii(bytes, 64))),
        Duration.ofNanos(now - tap.lastSendAt()),
        Duration.ofNanos(now - startedAt),
        received());
  }
}
