package dev.parallax.watch.look;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.watch.look.Look.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which vantages are at fault themselves: target and reference fail there, look after look, while
 * most vantages reach the reference. Not safe for several threads.
 */
public final class SickVantages {
  /** Between the first and the last look of a run, so that a burst of looks is not enough. */
  private static final Duration LASTING = Duration.ofSeconds(30);

  private final Map<VantageId, Run> runs = new HashMap<>();

  /** Looks in succession that agree. */
  private record Run(boolean sick, Instant first, Instant last) {
    Run with(boolean nowSick, Instant at) {
      return sick == nowSick ? new Run(sick, first, at) : new Run(nowSick, at, at);
    }

    boolean isLasting() {
      return !first.plus(LASTING).isAfter(last);
    }
  }

  /** Takes a look in; a missing vantage is neither sick nor well. */
  public void add(Look look) {
    if (2 * look.with(Sight.SICK).size() >= answered(look)) {
      return; // The reference itself may be at fault.
    }
    look.sights()
        .forEach(
            (vantage, sight) -> {
              if (sight != Sight.MISSING) {
                var before = runs.get(vantage);
                var sick = sight == Sight.SICK;
                runs.put(
                    vantage,
                    before == null
                        ? new Run(sick, look.at(), look.at())
                        : before.with(sick, look.at()));
              }
            });
  }

  private static int answered(Look look) {
    return look.sights().size() - look.with(Sight.MISSING).size();
  }

  /** Whether the looks of the last 30 s or more agree that the vantage is sick, or well. */
  public Optional<Boolean> isSick(VantageId vantage) {
    return Optional.ofNullable(runs.get(vantage)).filter(Run::isLasting).map(Run::sick);
  }

  /** The vantages that are sick. */
  public Set<VantageId> sick() {
    return runs.entrySet().stream()
        .filter(entry -> entry.getValue().sick() && entry.getValue().isLasting())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}
