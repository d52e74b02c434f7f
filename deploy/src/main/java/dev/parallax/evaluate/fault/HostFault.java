package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.Cause;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hosts whose own clock or bundle is wrong: nothing on the wire shows it, their judgement does. */
public final class HostFault extends Fault {
  private final Predicate<SimulatedVantage> who;

  HostFault(Cause id, String told, Predicate<SimulatedVantage> who) {
    super(id, Locus.VANTAGE, told);
    this.who = who;
  }

  /** Why this place refuses a chain that is good. */
  public static @Nullable Fault of(List<Fault> met, SimulatedVantage place) {
    for (var fault : met) {
      if (fault instanceof HostFault sick && sick.who.test(place)) {
        return fault;
      }
    }
    return null;
  }
}
