package dev.parallax.sweep.plan;

import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.request.SweepRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * The remaining handshakes of a sweep, and the part of a round within them.
 *
 * @param left over all vantages
 */
public record HandshakeBudget(long left, FanOut fanOut) {
  /** Fewer vantages give no comparison. */
  private static final int LEAST_VANTAGES = 2;

  static HandshakeBudget before(SweepRequest request) {
    return new HandshakeBudget(most(request), FanOut.unknown());
  }

  /**
   * What is left after the rounds so far.
   *
   * @param most of the whole sweep
   */
  static HandshakeBudget after(long most, Sweep soFar) {
    long used = soFar.rounds().stream().mapToLong(Round::handshakes).sum();
    return new HandshakeBudget(most - used, FanOut.of(soFar));
  }

  private static long most(SweepRequest request) {
    var most = request.limits().handshakes();
    return most.isPresent() ? most.getAsInt() : Long.MAX_VALUE;
  }

  boolean fits(List<ProbeSpec> probes, int vantages) {
    return vantages(probes) >= vantages;
  }

  /** How many vantages may run these. */
  long vantages(List<ProbeSpec> probes) {
    return left / Math.max(1, fanOut.handshakes(probes));
  }

  /** The best proposals that fit together; a single proposal may use fewer vantages. */
  Optional<List<RoundPart>> fitting(List<RoundPart> best) {
    for (int count = best.size(); count > 0; count--) {
      var some = best.subList(0, count);
      if (fits(probes(some), where(some).size())) {
        return Optional.of(some);
      }
    }
    return best.stream().flatMap(one -> fewer(one).stream()).findFirst().map(List::of);
  }

  private Optional<RoundPart> fewer(RoundPart ask) {
    long most = vantages(ask.probes());
    return most < LEAST_VANTAGES
        ? Optional.empty()
        : Optional.of(
            new RoundPart(
                ask.reason(), ask.probes(), ask.vantages().stream().limit(most).toList()));
  }

  public static List<ProbeSpec> probes(List<RoundPart> asks) {
    return asks.stream().flatMap(ask -> ask.probes().stream()).distinct().toList();
  }

  static LinkedHashSet<VantageId> where(List<RoundPart> asks) {
    var all = new LinkedHashSet<VantageId>();
    asks.forEach(ask -> all.addAll(ask.vantages()));
    return all;
  }
}
