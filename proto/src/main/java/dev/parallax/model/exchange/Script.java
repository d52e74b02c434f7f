package dev.parallax.model.exchange;

import java.util.List;

/**
 * A dialogue over a TCP connection.
 *
 * @param steps in their order, at most 16; a {@link ScriptStep.Send} names groups of the last
 *     {@link ScriptStep.Reply} before it alone
 */
public record Script(List<ScriptStep> steps) {
  public static final Script NONE = new Script(List.of());
  private static final int MOST = 16;

  public Script {
    steps = Expected.atMost(MOST, steps, "steps of a script");
    int groups = 0;
    for (var step : steps) {
      switch (step) {
        case ScriptStep.Reply(var regex) -> groups = regex.groups();
        case ScriptStep.Send(var text) ->
            Expected.that(
                SentText.parse(text).groups() <= groups,
                "${N} names a group of the expression before it, which has " + groups,
                text);
      }
    }
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Whether bytes of the operator are sent. */
  public boolean sends() {
    return steps.stream().anyMatch(ScriptStep.Send.class::isInstance);
  }
}
