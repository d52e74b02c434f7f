package dev.parallax.agent.script;

import dev.parallax.agent.classify.MissingReply;
import dev.parallax.model.exchange.Regex;
import dev.parallax.model.exchange.Script;
import dev.parallax.model.exchange.ScriptStep;
import dev.parallax.model.exchange.SentText;
import dev.parallax.model.value.Bytes;
import java.util.List;

/** The progress of a script on its connection. Not thread-safe. */
public final class ScriptDialogue {
  private final List<ScriptStep> steps;
  private final ReplyLines lines = new ReplyLines();
  private List<String> groups = List.of();
  private int done;

  public ScriptDialogue(Script script) {
    this.steps = script.steps();
  }

  /** Takes received bytes. */
  public void hear(byte[] bytes) {
    lines.hear(bytes);
  }

  /**
   * The next move.
   *
   * @param ended whether no further byte is read
   */
  public ScriptMove next(boolean ended) {
    if (done == steps.size()) {
      return new ScriptMove.Done();
    }
    return switch (steps.get(done)) {
      case ScriptStep.Send(var text) -> {
        done++;
        yield new ScriptMove.Send(Bytes.copyOf(SentText.parse(text).bytes(groups)));
      }
      case ScriptStep.Reply(var expected) -> reply(expected, ended);
    };
  }

  private ScriptMove reply(Regex expected, boolean ended) {
    var match = lines.next(expected, ended);
    if (match.isPresent()) {
      groups = match.get();
      done++;
      return next(ended);
    }
    return ended || lines.isFull()
        ? new ScriptMove.Unmet(missing(expected))
        : new ScriptMove.Listen();
  }

  private MissingReply missing(Regex expected) {
    return new MissingReply(
        expected, done + 1, steps.size(), lines.bytes(), lines.count(), lines.last());
  }
}
