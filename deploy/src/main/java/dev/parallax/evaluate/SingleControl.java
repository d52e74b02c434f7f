package dev.parallax.evaluate;

import dev.parallax.model.Blame;
import dev.parallax.model.Segment;
import dev.parallax.model.Step;
import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Each vantage held against one control, step by step, the first difference blamed: OONI's Web
 * Connectivity. The control is the inside vantage if there is one, else the first.
 */
final class SingleControl implements Method {
  @Override
  public String name() {
    return "single_control";
  }

  @Override
  public Judgement judge(Sweep sweep, TargetResults results) {
    var looks = Look.all(sweep, results);
    var control =
        looks.stream()
            .filter(one -> !one.sick())
            .min(Comparator.comparing((Look one) -> !one.inside()).thenComparing(Look::id));
    if (control.isEmpty()) {
      return Judgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
    if (control.get().fails()) {
      return Judgement.of(
          Claim.of(Blame.ORIGIN, Segment.SERVICE), Optional.empty(), control.get().failing());
    }
    var failing = looks.stream().filter(Look::fails).toList();
    return failing.isEmpty()
        ? Judgement.of(Claim.HEALTHY, Optional.empty(), 0.99)
        : blocked(failing);
  }

  private static Judgement blocked(List<Look> failing) {
    double sure = failing.stream().mapToDouble(Look::failing).average().orElse(0);
    boolean dns =
        failing.stream().flatMap(Look::failures).filter(it -> it.step() == Step.DNS).count() * 2
            > failing.stream().flatMap(Look::failures).count();
    var way = Places.way(failing);
    var claim = dns ? Claim.of(way.blame(), Segment.RESOLVER) : way;
    return Judgement.of(claim, Optional.empty(), sure);
  }
}
