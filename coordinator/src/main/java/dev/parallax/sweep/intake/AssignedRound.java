package dev.parallax.sweep.intake;

import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.plan.FanOut;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The requested trials of one round, and the addresses reported for each. Not thread-safe. */
final class AssignedRound {
  private final Set<VantageId> vantages;
  private final Map<Probe, Extent> extents = new HashMap<>();
  private final Map<Slot, Set<Optional<InetAddress>>> reported = new HashMap<>();

  private record Probe(String target, Arm arm, String variant) {}

  private record Slot(VantageId vantage, Probe probe, int trial) {}

  /**
   * @param trials of a probe
   * @param addresses allowed for one trial
   */
  private record Extent(int trials, int addresses) {
    Extent and(Extent other) {
      return new Extent(Math.max(trials, other.trials), addresses + other.addresses);
    }
  }

  AssignedRound(ProbePlan plan, Set<VantageId> vantages) {
    this.vantages = Set.copyOf(vantages);
    plan.probes()
        .forEach(
            spec ->
                extents.merge(
                    new Probe(spec.target(), spec.arm(), spec.variant()),
                    extent(spec),
                    Extent::and));
  }

  /** A bound probe has one address; another probe has as many as an agent tries. */
  private static Extent extent(ProbeSpec spec) {
    return new Extent(spec.trials(), spec.address().isPresent() ? 1 : FanOut.MOST);
  }

  boolean asks(VantageId vantage) {
    return vantages.contains(vantage);
  }

  /**
   * Whether the trial was requested from the vantage, and its number of addresses is within the
   * limit.
   */
  boolean asks(TrialKey key) {
    var extent = extents.get(probe(key));
    if (extent == null || !asks(key.vantage()) || key.trial() > extent.trials()) {
      return false;
    }
    var known = reported.getOrDefault(slot(key), Set.of());
    return known.contains(key.address())
        || key.address().isEmpty()
        || addresses(known) < extent.addresses();
  }

  /** Whether it is the first report for this trial and address; marks it as reported. */
  boolean first(TrialKey key) {
    return reported.computeIfAbsent(slot(key), fresh -> new HashSet<>()).add(key.address());
  }

  private static long addresses(Set<Optional<InetAddress>> known) {
    return known.stream().filter(Optional::isPresent).count();
  }

  private static Slot slot(TrialKey key) {
    return new Slot(key.vantage(), probe(key), key.trial());
  }

  private static Probe probe(TrialKey key) {
    return new Probe(key.target(), key.arm(), key.variant());
  }
}
