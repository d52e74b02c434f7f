package dev.parallax.watch.run;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.sweep.request.SweepLimits;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import dev.parallax.watch.spec.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The requests of a watch. */
final class WatchRequests {
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);

  /** Three times that of an operator, who waits: lost packets take rounds of many seconds. */
  private static final Duration LONGEST_SWEEP = SweepRequest.DEFAULT_DEADLINE.multipliedBy(3);

  /** A look asks every vantage: its result is compared with that of the look before. */
  private static final SweepLimits LOOK =
      new SweepLimits(1, OptionalInt.empty(), HandshakeCeiling.DEFAULT, Integer.MAX_VALUE);

  private WatchRequests() {}

  /**
   * One trial in one round, over before the next look is due. A look compares nothing with inside
   * vantages, and its second look may be without them.
   */
  static SweepRequest look(Watch watch) {
    var deadline = watch.interval().compareTo(LONGEST_LOOK) < 0 ? watch.interval() : LONGEST_LOOK;
    return request(watch, List.of(), 1, deadline, Set.of(), LOOK);
  }

  /**
   * As a sweep of an operator.
   *
   * @param unmatched declarations of inside vantages that are left out, because no vantage matches
   */
  static SweepRequest sweep(Watch watch, List<InsideVantages> unmatched) {
    return request(
        watch,
        watch.inside().stream().filter(inside -> !unmatched.contains(inside)).toList(),
        SweepRequest.DEFAULT_TRIALS,
        LONGEST_SWEEP,
        watch.arms(),
        SweepLimits.DEFAULT);
  }

  private static SweepRequest request(
      Watch watch,
      List<InsideVantages> inside,
      int trials,
      Duration deadline,
      Set<Arm> arms,
      SweepLimits limits) {
    var target = watch.target().target();
    return new SweepRequest(
        List.of(target),
        watch.vantages(),
        inside,
        trials,
        deadline,
        SweepRequest.DEFAULT_STEP_TIMEOUT,
        arms,
        limits,
        Family.ANY,
        Map.of(target, watch.target().exchange()));
  }
}
