package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.classify.MissingReply;
import dev.parallax.agent.classify.ReplyFailures;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.agent.script.ScriptDialogue;
import dev.parallax.agent.script.ScriptMove;
import dev.parallax.model.exchange.Script;
import dev.parallax.model.failure.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Optional;
import java.util.function.Function;

/**
 * The script of an attempt, a part of its TCP step. Reads from the connect on, since a server may
 * send first, and writes once it is started.
 */
// The tap below observes a failed write.
@SuppressWarnings("FutureReturnValueIgnored")
final class TcpScript extends SimpleChannelInboundHandler<ByteBuf> implements Phase {
  private final Attempt attempt;
  private final ScriptDialogue dialogue;
  private boolean heard;

  private TcpScript(Attempt attempt, Script script) {
    this.attempt = attempt;
    this.dialogue = new ScriptDialogue(script);
  }

  /** For a connected attempt; empty when its plan has no script. */
  static Optional<TcpScript> prepare(Attempt attempt) {
    var script = attempt.trial().spec().exchange().script();
    var phase =
        script.isEmpty()
            ? Optional.<TcpScript>empty()
            : Optional.of(new TcpScript(attempt, script));
    phase.ifPresent(attempt.channel().pipeline()::addLast);
    return phase;
  }

  @Override
  public void start() {
    proceed();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
    heard = true;
    dialogue.hear(ByteBufUtil.getBytes(bytes));
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
    proceed(attempt.tap().isFull(), ReplyFailures::full);
  }

  @Override
  public void ended(Ending ending, String detail) {
    proceed(true, missing -> ReplyFailures.ended(missing, ending));
  }

  private void proceed(boolean ended, Function<MissingReply, Failure> failure) {
    while (!attempt.isFinished()) {
      switch (dialogue.next(ended)) {
        case ScriptMove.Listen listen -> {
          return;
        }
        case ScriptMove.Send(var bytes) ->
            attempt.channel().pipeline().writeAndFlush(Unpooled.wrappedBuffer(bytes.toArray()));
        case ScriptMove.Done done -> attempt.succeed();
        case ScriptMove.Unmet(var missing) -> attempt.fail(failure.apply(missing));
      }
    }
  }
}
