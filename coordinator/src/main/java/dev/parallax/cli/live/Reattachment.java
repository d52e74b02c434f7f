package dev.parallax.cli.live;

import dev.parallax.cli.client.CoordinatorLostException;
import dev.parallax.cli.client.OperatorLink;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.v1.FollowSweepRequest;
import java.time.Duration;

/**
 * Follows a sweep again after its coordinator was lost: a coordinator that starts again continues
 * the sweep. Attempts follow each other with exponential back-off, for one minute.
 */
public final class Reattachment {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long FIRST_MILLIS = 250;
  private static final long LONGEST_MILLIS = 4_000;

  private final OperatorLink link;
  private final SweepFollower run;
  private final Duration limit;

  /**
   * @param limit of the sweep's remaining time
   */
  public Reattachment(OperatorLink link, SweepFollower run, Duration limit) {
    this.link = link;
    this.run = run;
    this.limit = limit;
  }

  /**
   * The report of the sweep.
   *
   * @throws CoordinatorLostException when the sweep had not started, or no attempt succeeded
   */
  public Report after(CoordinatorLostException lost, ExitPolicy policy) {
    var call = run.continuation().orElseThrow(() -> lost);
    run.note(lost.getMessage() + "; connecting again to follow sweep " + call.getSweepId());
    var last = lost;
    long pause = FIRST_MILLIS;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && waited(pause)) {
      pause = Math.min(2 * pause, LONGEST_MILLIS);
      try {
        return attempt(run.continuation().orElse(call), policy);
      } catch (CoordinatorLostException again) {
        last = again;
      }
    }
    throw last;
  }

  private Report attempt(FollowSweepRequest call, ExitPolicy policy) {
    link.connectAgain();
    return link.ask(limit, calls -> run.follow(calls.followSweep(call), policy));
  }

  private static boolean waited(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
