package dev.parallax.evaluate;

import dev.parallax.model.Cause;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hosts whose own clock or bundle is wrong: nothing on the wire shows it, their judgement does. */
final class Sick extends Fault {
  private final Predicate<Place> who;

  Sick(Cause id, String told, Predicate<Place> who) {
    super(id, Locus.VANTAGE, told);
    this.who = who;
  }

  /** Why this place refuses a chain that is good. */
  static @Nullable Fault of(List<Fault> met, Place place) {
    for (var fault : met) {
      if (fault instanceof Sick sick && sick.who.test(place)) {
        return fault;
      }
    }
    return null;
  }
}
