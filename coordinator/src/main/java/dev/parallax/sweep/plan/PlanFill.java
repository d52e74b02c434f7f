package dev.parallax.sweep.plan;

import dev.parallax.model.plan.ProbeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Proposals in order, up to the limit of one plan. Not thread-safe. */
public final class PlanFill {
  private final List<RoundPart> asks = new ArrayList<>();
  private final Set<ProbeSpec> probes = new HashSet<>();
  private PlanSize size = PlanSize.EMPTY;
  private boolean full;

  /** Adds the proposals up to the first that does not fit the plan. */
  public void add(List<RoundPart> more) {
    for (var ask : more) {
      var fresh = ask.probes().stream().distinct().filter(spec -> !probes.contains(spec)).toList();
      var together = size.plus(fresh);
      if (full || !together.fits()) {
        full = true;
        return;
      }
      size = together;
      probes.addAll(fresh);
      asks.add(ask);
    }
  }

  /** Whether a proposal did not fit; it stays open. */
  public boolean isFull() {
    return full;
  }

  public List<RoundPart> asks() {
    return List.copyOf(asks);
  }
}
