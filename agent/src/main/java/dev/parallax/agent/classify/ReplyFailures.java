package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.text.Printable;

/** The failure of a script over a TCP connection. */
public final class ReplyFailures {
  private static final int SHOWN = 80;

  private ReplyFailures() {}

  /** The connection ended, or the time, before the reply came. */
  public static Failure ended(MissingReply missing, Ending ending) {
    var word =
        switch (ending) {
          case RESET -> FailureWord.REPLY_RESET;
          case UNREACHABLE -> FailureWord.HOST_UNREACHABLE;
          case EOF -> missing.bytes() > 0 ? FailureWord.UNEXPECTED_REPLY : FailureWord.REPLY_EOF;
          case TIMEOUT ->
              missing.lines() > 0 ? FailureWord.UNEXPECTED_REPLY : FailureWord.REPLY_TIMEOUT;
        };
    return failure(word, missing, after(ending));
  }

  /** As much came as a trial reads. */
  public static Failure full(MissingReply missing) {
    return failure(FailureWord.UNEXPECTED_REPLY, missing, "more than a trial reads");
  }

  private static String after(Ending ending) {
    return switch (ending) {
      case RESET -> "a reset";
      case EOF -> "the end of the stream";
      case UNREACHABLE -> "an error of a router or of this host";
      case TIMEOUT -> "silence";
    };
  }

  private static Failure failure(FailureWord word, MissingReply missing, String then) {
    return new Failure(
        Step.TCP,
        word,
        "step "
            + missing.number()
            + " of "
            + missing.steps()
            + ": expected reply ~"
            + Printable.escaped(missing.expected().pattern(), SHOWN)
            + ", received "
            + received(missing)
            + ", then "
            + then);
  }

  private static String received(MissingReply missing) {
    var text = Printable.collapsed(missing.last(), SHOWN);
    return missing.bytes()
        + " bytes"
        + (missing.lines() > 0 ? " in " + missing.lines() + " lines" : "")
        + (text.isEmpty() ? "" : ": " + text);
  }
}
