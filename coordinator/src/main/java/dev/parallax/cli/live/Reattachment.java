package dev.parallax.cli.live;

import dev.parallax.cli.client.CoordinatorLostException;
import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.output.PortAddress;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.v1.FollowSweepRequest;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Follows a sweep again after its coordinator was lost: a coordinator that starts again, or another
 * coordinator of the fleet, continues the sweep. Attempts go to all of them in turn, with
 * exponential back-off, for 60 s.
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
    var addresses = new LinkedHashSet<>(List.of(link.address()));
    addresses.addAll(run.coordinators());
    var turn = addresses.iterator();
    long pause = FIRST_MILLIS;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && waited(pause)) {
      if (!turn.hasNext()) {
        turn = addresses.iterator();
        pause = Math.min(2 * pause, LONGEST_MILLIS);
      }
      try {
        return attempt(turn.next(), run.continuation().orElse(call), policy);
      } catch (CoordinatorLostException again) {
        last = again;
      }
    }
    throw last;
  }

  private Report attempt(PortAddress address, FollowSweepRequest call, ExitPolicy policy) {
    link.moveTo(address);
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
