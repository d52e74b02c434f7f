package dev.parallax.bench.probing;

import dev.parallax.model.failure.Step;
import java.time.Duration;
import java.util.List;

/**
 * An order for {@link Probing}, as one line.
 *
 * @param port at 127.0.0.1
 * @param trials the number of trials
 * @param atOnce the maximum number of concurrent trials
 * @param pause before each further trial
 * @param last the last step of a successful trial
 */
public record ProbingOrder(
    int port, int trials, int atOnce, Duration pause, Step last, Duration stepTimeout) {
  private static final Duration STEP = Duration.ofSeconds(5);

  public static ProbingOrder of(int port, int trials, int atOnce, Step last) {
    return new ProbingOrder(port, trials, atOnce, Duration.ZERO, last, STEP);
  }

  public ProbingOrder pausing(Duration between) {
    return new ProbingOrder(port, trials, atOnce, between, last, stepTimeout);
  }

  public ProbingOrder within(Duration timeout) {
    return new ProbingOrder(port, trials, atOnce, pause, last, timeout);
  }

  String line() {
    return String.join(
        " ",
        Integer.toString(port),
        Integer.toString(trials),
        Integer.toString(atOnce),
        pause.toString(),
        last.name(),
        stepTimeout.toString());
  }

  static ProbingOrder parse(String line) {
    var words = List.of(line.split(" ", -1));
    return new ProbingOrder(
        Integer.parseInt(words.get(0)),
        Integer.parseInt(words.get(1)),
        Integer.parseInt(words.get(2)),
        Duration.parse(words.get(3)),
        Step.valueOf(words.get(4)),
        Duration.parse(words.get(5)));
  }
}
