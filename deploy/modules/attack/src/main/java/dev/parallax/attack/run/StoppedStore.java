package dev.parallax.attack.run;

import dev.parallax.attack.honest.ReadinessPoll;
import dev.parallax.attack.honest.Sweeper;
import dev.parallax.stage.Call;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Revokes the coordinator's right to write files for a while (prlimit(1), RLIMIT_FSIZE): no
 * observation can be stored then, and {@code /ready} must report it.
 */
final class StoppedStore {
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration NOTICED = Duration.ofSeconds(15);
  private static final String NO_WRITES = "--fsize=1:";
  private static final String ANY_WRITES = "--fsize=unlimited:";

  private final Processes processes;
  private final Process coordinator;
  private final Path log;

  StoppedStore(Processes processes, Process coordinator, Path log) {
    this.processes = processes;
    this.coordinator = coordinator;
    this.log = log;
  }

  Row check(ReadinessPoll poll, Sweeper sweeper) throws StageFailure, InterruptedException {
    long stopped = System.nanoTime();
    Call unused = limit(NO_WRITES);
    var sweep = sweeper.honest();
    boolean unready = await(() -> reportedSince(poll, stopped, /* ready= */ false));
    double seconds = (System.nanoTime() - stopped) / 1e9;
    unused = limit(ANY_WRITES);
    long started = System.nanoTime();
    boolean ready = await(() -> reportedSince(poll, started, /* ready= */ true));
    var after = sweeper.honest();
    return new Row(
        "/ready, store stopped",
        "no file can be written for %.0f s, one sweep meanwhile".formatted(seconds),
        "%s; sweep %s; afterwards %s, sweep %s"
            .formatted(
                unready ? "not ready" : "still reported ready",
                sweep.right() ? "right" : "failed",
                ready ? "ready again" : "not ready",
                after.right() ? "right" : "failed: " + after.problem()),
        // A sweep that succeeds without a stored observation would leave no trace.
        (unready || sweep.right()) && ready && after.right());
  }

  private static boolean reportedSince(ReadinessPoll poll, long since, boolean ready) {
    return poll.between(since, Long.MAX_VALUE).stream().anyMatch(it -> it.ready() == ready);
  }

  private static boolean await(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + NOTICED.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(100);
    }
    return true;
  }

  private Call limit(String limit) throws StageFailure, InterruptedException {
    return processes
        .call(List.of("prlimit", "--pid", Long.toString(coordinator.pid()), limit), log, CALL)
        .orFail(Set.of(0));
  }
}
