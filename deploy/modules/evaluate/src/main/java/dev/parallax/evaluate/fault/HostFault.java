package dev.parallax.evaluate.fault;

import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.model.verdict.Cause;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hosts with a wrong clock or CA bundle: the wire does not show it, only their validation does. */
public final class HostFault extends Fault {
  private final Predicate<SimulatedVantage> filter;

  HostFault(Cause id, String description, Predicate<SimulatedVantage> filter) {
    super(id, Locus.VANTAGE, description);
    this.filter = filter;
  }

  /** The reason why this vantage refuses a valid chain. */
  public static @Nullable Fault of(List<Fault> met, SimulatedVantage place) {
    for (var fault : met) {
      if (fault instanceof HostFault sick && sick.filter.test(place)) {
        return fault;
      }
    }
    return null;
  }
}
