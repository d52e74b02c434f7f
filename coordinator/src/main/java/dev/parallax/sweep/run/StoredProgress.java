package dev.parallax.sweep.run;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.Store;
import dev.parallax.sweep.event.SweepListener;
import dev.parallax.sweep.intake.Assignments;
import java.util.List;

/**
 * What the store has of an incomplete sweep.
 *
 * @param sweep the header with the rounds that began; its coverage names the vantages without a
 *     plan
 * @param observations in the order of their storage, which is the order of their events
 */
public record StoredProgress(
    Sweep sweep, List<RoundAudience> rounds, List<Observation> observations) {
  public StoredProgress {
    rounds = List.copyOf(rounds);
    observations = List.copyOf(observations);
  }

  /** Reads the rounds and observations of a stored sweep. */
  public static StoredProgress of(Sweep stored, Store store) {
    return new StoredProgress(stored, rounds(stored.id(), store), store.observations(stored.id()));
  }

  /** The rounds of a sweep, with all vantages of their plans. */
  public static List<RoundAudience> rounds(SweepId sweep, Store store) {
    return store.rounds(sweep).stream()
        .map(round -> new RoundAudience(Assignments.plan(round), round.vantages()))
        .toList();
  }

  /**
   * Repeats the events of the sweep so far.
   *
   * @param skipped observations that the listener has received before
   */
  public void replay(SweepListener listener, long skipped) {
    listener.started(sweep.id(), sweep.vantages());
    for (var round : rounds) {
      sweep.rounds().stream()
          .filter(begun -> begun.number() == round.plan().round())
          .forEach(
              begun ->
                  listener.roundStarted(
                      begun.number(),
                      begun.reasons(),
                      round.plan().trials() * round.vantages().size(),
                      round.vantages()));
    }
    observations.stream().skip(skipped).forEach(listener::observed);
  }
}
