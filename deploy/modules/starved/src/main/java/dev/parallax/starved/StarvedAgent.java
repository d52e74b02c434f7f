package dev.parallax.starved;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Probes each kind of target with an agent on this host and with an agent held at 5 % of a CPU.
 * Prints the outcomes of both. The exit code is 1 when the starved agent reports an outcome that
 * the other agent does not report; trials that an agent did not run are no outcome of the target.
 */
public final class StarvedAgent {
  private static final String NOT_RUN = "not run:";
  private static final int TRIALS = 5;
  private static final double STEP_SECONDS = 2;

  private StarvedAgent() {}

  /** Arguments: number of sweeps (default 10), percent of a CPU (default 5). */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int sweeps = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    int percent = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    var sweep = new AgentSweep(TRIALS, STEP_SECONDS);
    boolean sound = true;
    for (var kind : LoopbackTarget.Kind.values()) {
      sound &= compare(sweep, kind, sweeps, percent, System.out).isEmpty();
    }
    System.exit(sound ? 0 : 1);
  }

  /** The outcomes that only the starved agent reports of the same target. */
  static List<String> compare(
      AgentSweep sweep, LoopbackTarget.Kind kind, int sweeps, int percent, PrintStream out)
      throws IOException, InterruptedException {
    var idle = run(sweep, kind, sweeps, OptionalInt.empty());
    var starved = run(sweep, kind, sweeps, OptionalInt.of(percent));
    var additional =
        starved.keySet().stream()
            .filter(outcome -> !outcome.startsWith(NOT_RUN) && !idle.containsKey(outcome))
            .toList();
    out.printf(
        "%-10s %d sweeps  idle: %s  at %d %%: %s  %s%n",
        kind.name().toLowerCase(Locale.ROOT),
        sweeps,
        text(idle),
        percent,
        text(starved),
        additional.isEmpty() ? "same outcomes" : "ADDITIONAL OUTCOMES: " + additional);
    return additional;
  }

  private static Map<String, Integer> run(
      AgentSweep sweep, LoopbackTarget.Kind kind, int sweeps, OptionalInt duty)
      throws IOException, InterruptedException {
    var all = new TreeMap<String, Integer>();
    for (int i = 0; i < sweeps; i++) {
      sweep.run(kind, duty).forEach((outcome, count) -> all.merge(outcome, count, Integer::sum));
    }
    return all;
  }

  private static String text(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
