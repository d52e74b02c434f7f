package dev.parallax.attack.run;

import dev.parallax.attack.HonestSweep;
import dev.parallax.attack.honest.HonestFleet;
import dev.parallax.attack.honest.ReadinessPoll;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** The permitted cost of the attacks for the honest fleet: less than twice the time. */
final class Bars {
  private static final double SLOWEST = 2.0;
  private static final double MEGABYTE = 1024 * 1024;

  /**
   * Heap and direct memory of the coordinator, each as much, and 160 MB for its code and stacks.
   */
  private static final long MOST_MEGABYTES = 2L * HonestFleet.HEAP_MEGABYTES + 160;

  private Bars() {}

  static List<Row> of(
      HonestFleet fleet,
      ReadinessPoll poll,
      ResidentMemory memory,
      List<HonestSweep> baseline,
      AttackPhase.Observed observed,
      HonestSweep after)
      throws IOException, StageFailure {
    return List.of(
        sweeps("sweeps before", baseline),
        sweeps("sweeps during", observed.honest()),
        sweeps("sweep after", List.of(after)),
        slowdown(baseline, observed.honest()),
        streams(fleet),
        memory(memory),
        alive(fleet),
        ready(poll, observed));
  }

  private static Row sweeps(String name, List<HonestSweep> sweeps) {
    long right = sweeps.stream().filter(HonestSweep::right).count();
    var problems =
        sweeps.stream()
            .map(HonestSweep::problem)
            .filter(problem -> !problem.isEmpty())
            .distinct()
            .limit(2)
            .collect(Collectors.joining("; "));
    return new Row(
        name,
        "complete, every vantage, verdicts right",
        right + " of " + sweeps.size() + (problems.isEmpty() ? "" : ": " + problems),
        right == sweeps.size());
  }

  private static Row slowdown(List<HonestSweep> baseline, List<HonestSweep> during) {
    double before = median(baseline);
    double now = median(during);
    return new Row(
        "slowdown",
        "median from command to report, bar under %.0f times".formatted(SLOWEST),
        "%.1f s instead of %.1f s, %.2f times".formatted(now, before, now / before),
        now / before < SLOWEST);
  }

  private static double median(List<HonestSweep> sweeps) {
    var times = sweeps.stream().mapToLong(HonestSweep::tookNanos).sorted().toArray();
    return times[times.length / 2] / 1e9;
  }

  private static Row streams(HonestFleet fleet) throws IOException {
    int reconnects = fleet.reconnects();
    return new Row(
        "honest streams",
        "connections after the first",
        reconnects + " reconnects",
        reconnects == 0);
  }

  private static Row memory(ResidentMemory memory) {
    double megabytes = memory.most() / MEGABYTE;
    return new Row(
        "memory",
        "resident, -Xmx%dm, bar %d MB".formatted(HonestFleet.HEAP_MEGABYTES, MOST_MEGABYTES),
        "%.0f MB at most".formatted(megabytes),
        megabytes <= MOST_MEGABYTES);
  }

  private static Row alive(HonestFleet fleet) throws StageFailure {
    boolean alive = fleet.coordinator().process().isAlive();
    return new Row("coordinator", "the process", alive ? "runs" : "has ended", alive);
  }

  /** Not ready during successful sweeps is as wrong as ready during failing sweeps. */
  private static Row ready(ReadinessPoll poll, AttackPhase.Observed observed) {
    var replies = poll.between(observed.from(), observed.to());
    long ready = replies.stream().filter(ReadinessPoll.Reply::ready).count();
    long late = replies.stream().filter(reply -> reply.status() == 0).count();
    long failed = observed.honest().stream().filter(sweep -> !sweep.right()).count();
    boolean truth = failed == 0 ? ready == replies.size() : ready < replies.size() && late == 0;
    return new Row(
        "/ready",
        "every 250 ms, in 2 s",
        "%d of %d ready, %d too late, while %d sweeps failed"
            .formatted(ready, replies.size(), late, failed),
        truth);
  }
}
