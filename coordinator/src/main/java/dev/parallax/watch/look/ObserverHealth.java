package dev.parallax.watch.look;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.watch.look.Look.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the fleet itself can be trusted, by the last look of each vantage. Then the failures of
 * targets say nothing about the targets.
 */
public final class ObserverHealth {
  private static final Duration VALID = Duration.ofMinutes(5);

  private final Map<VantageId, Seen> latest = new HashMap<>();

  private record Seen(Instant at, boolean missing, boolean unreferenced) {}

  /** Why measuring cannot be trusted. */
  public enum Trouble {
    /** References fail at half of the vantages or more. */
    REFERENCES_FAIL,
    /** More than a third of the vantages do not answer. */
    VANTAGES_GONE,
    /** The coordinator cannot write its store. */
    STORE
  }

  public void add(Look look) {
    look.sights()
        .forEach(
            (vantage, sight) ->
                latest.put(
                    vantage,
                    new Seen(
                        look.at(), sight == Sight.MISSING, look.unreferenced().contains(vantage))));
  }

  /**
   * The trouble, if there is any.
   *
   * @param storeWorks whether the last write succeeded
   */
  public Optional<Trouble> trouble(Instant now, boolean storeWorks) {
    latest.values().removeIf(seen -> seen.at().plus(VALID).isBefore(now));
    long all = latest.size();
    long missing = latest.values().stream().filter(Seen::missing).count();
    long unreferenced = latest.values().stream().filter(Seen::unreferenced).count();
    if (!storeWorks) {
      return Optional.of(Trouble.STORE);
    }
    if (3 * missing > all) {
      return Optional.of(Trouble.VANTAGES_GONE);
    }
    return unreferenced > 0 && 2 * unreferenced >= all - missing
        ? Optional.of(Trouble.REFERENCES_FAIL)
        : Optional.empty();
  }
}
