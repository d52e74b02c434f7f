package dev.parallax.outlet;

import static dev.parallax.store.Samples.NOON;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.observation.Observation;
import dev.parallax.store.Samples;
import dev.parallax.store.StoredSweep;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Finished sweeps. */
final class Finished {
  static final String DAY = "2026-03-01";

  private Finished() {}

  static StoredSweep stored(String id, int observations) {
    return stored(id, observations, NOON);
  }

  static StoredSweep stored(String id, int observations, Instant startedAt) {
    var sweep = Samples.header(id, startedAt).withObservations(passed(id, observations));
    return new StoredSweep(sweep, true, Attribution.attribute(sweep));
  }

  static List<Observation> passed(String id, int observations) {
    return IntStream.rangeClosed(1, observations)
        .mapToObj(trial -> Samples.passed(id, trial))
        .toList();
  }

  static SweepLines lines(String id, int observations) {
    return new SweepLines(stored(id, observations));
  }
}
