package dev.parallax.attribution.health;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.symptom.RouterReplies;
import dev.parallax.attribution.symptom.VantageTrials;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * The shortest time in which a router answered a vantage. An answer that is much earlier comes from
 * before that router, and so from the vantage's own host. A walk does not show this: a packet with
 * hop limit 1 reaches a proxy on the first router as well as one on the host.
 */
final class FirstRouter {
  private FirstRouter() {}

  /** Whether the first router takes many times as long to answer as this. */
  static boolean isLaterThan(Duration answer, VantageTrials vantage) {
    return time(vantage)
        .filter(hop -> hop.compareTo(answer.multipliedBy(Thresholds.FIRST_HOP_TIMES)) >= 0)
        .isPresent();
  }

  /** Routers farther on count as well: none of them is nearer than the first. */
  private static Optional<Duration> time(VantageTrials vantage) {
    return vantage
        .all()
        .flatMap(trial -> trial.seen().steps().path().stream())
        .flatMap(RouterReplies::replies)
        .flatMap(reply -> reply.took().stream())
        .min(Comparator.naturalOrder());
  }
}
