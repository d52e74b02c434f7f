package dev.parallax.sweep.plan;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * A sample of vantages, stratified by network, region and resolver: first one vantage of each
 * stratum, then a second of each, and so on; strata of new networks first. The order within a
 * stratum is random, and the same for the same sweep. Pure.
 */
public final class StratifiedSample {
  private StratifiedSample() {}

  /** A vantage with its position in the sample; smaller is earlier. */
  private record Placed(VantageId id, int turn, int turnOfNetwork, int position) {}

  /**
   * Draws at most {@code most} of the vantages.
   *
   * @param first the vantages that are always drawn, before all other vantages
   */
  public static Set<VantageId> of(
      List<Vantage> vantages, Set<VantageId> first, long most, SweepId sweep) {
    Map<Stratum, Integer> turns = new HashMap<>();
    Map<String, Integer> turnsOfNetwork = new HashMap<>();
    var shuffled =
        vantages.stream()
            .sorted(
                Comparator.comparingLong((Vantage one) -> rank(sweep, one.id()))
                    .thenComparing(Vantage::id))
            .toList();
    var placed =
        shuffled.stream()
            .map(
                one ->
                    first.contains(one.id())
                        ? new Placed(one.id(), 0, 0, 0)
                        : new Placed(
                            one.id(),
                            turns.merge(Stratum.of(one), 1, Integer::sum),
                            turnsOfNetwork.merge(one.network(), 1, Integer::sum),
                            shuffled.size()))
            .sorted(
                Comparator.comparingInt(Placed::turn)
                    .thenComparingInt(Placed::turnOfNetwork)
                    .thenComparingInt(Placed::position))
            .toList();
    var drawn = new LinkedHashSet<VantageId>();
    placed.stream().limit(most).forEach(one -> drawn.add(one.id()));
    return drawn;
  }

  /** Draws from the connected vantages; all vantages where they are no more than {@code most}. */
  public static Set<VantageId> ofConnected(
      List<Vantage> vantages,
      Set<VantageId> first,
      int most,
      SweepId sweep,
      Predicate<Vantage> connected) {
    var candidates =
        vantages.size() <= most ? vantages : vantages.stream().filter(connected).toList();
    return of(candidates.isEmpty() ? vantages : candidates, first, most, sweep);
  }

  private static long rank(SweepId sweep, VantageId vantage) {
    return new SplittableRandom((sweep.value() + "/" + vantage.name()).hashCode()).nextLong();
  }
}
