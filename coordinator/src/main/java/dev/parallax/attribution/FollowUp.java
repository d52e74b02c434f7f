package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.RoundReason;
import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The next round's question. Pure: the planner in {@code sweep} turns it into a plan. */
public final class FollowUp {
  private static final Set<Sight> AFTER_HELLO =
      EnumSet.of(Sight.CUT_AFTER_HELLO, Sight.SILENT_AFTER_HELLO);

  private static final Set<Sight> BROKEN =
      EnumSet.of(
          Sight.CUT_BEFORE_HELLO,
          Sight.CUT_AFTER_HELLO,
          Sight.SILENT_AFTER_HELLO,
          Sight.BROKEN_HANDSHAKE);

  private final Sweep sweep;
  private final List<Seat> seats;
  private final Set<Arm> ran;

  private FollowUp(Sweep sweep, List<Seat> seats, Set<Arm> ran) {
    this.sweep = sweep;
    this.seats = seats;
    this.ran = ran;
  }

  /**
   * Which arms would split what is open after the rounds so far; empty when none would, or all that
   * would have run.
   */
  public static Set<RoundReason> wanted(Sweep sweep, TargetResults results) {
    var scene = Scene.of(sweep, results);
    var ill = Sickness.of(scene).ill().stream().map(Illness::seat).toList();
    var sound = scene.seats().stream().filter(seat -> !ill.contains(seat)).toList();
    var ran = EnumSet.noneOf(Arm.class);
    scene.seats().forEach(seat -> seat.trials().forEach(trial -> ran.add(trial.arm())));
    return new FollowUp(sweep, sound, ran).wanted();
  }

  private Set<RoundReason> wanted() {
    var reasons = EnumSet.noneOf(RoundReason.class);
    if (seats.stream().anyMatch(FollowUp::mixed) && !repeated()) {
      reasons.add(RoundReason.MIXED_RESULTS);
    }
    if (!ran.contains(Arm.DELAYED_HELLO) && seats.stream().anyMatch(FollowUp::breaksWhateverName)) {
      reasons.add(RoundReason.BREAKS_AFTER_HELLO);
    }
    if (ran.stream().noneMatch(Arms.ADDRESSED::contains) && addressesMatter()) {
      reasons.add(RoundReason.ADDRESSES_DIFFER);
    }
    if (!ran.contains(Arm.REAL_SNI_AT_NEUTRAL) && nameMattersToAllOutside()) {
      reasons.add(RoundReason.NAME_MATTERS);
    }
    if (!ran.contains(Arm.RESPONDER) && someAgentAnswers() && somethingBreaks()) {
      reasons.add(RoundReason.WHO_BREAKS);
    }
    return reasons;
  }

  private boolean someAgentAnswers() {
    return sweep.vantages().stream().anyMatch(one -> one.facts().containsKey("responder"));
  }

  private boolean somethingBreaks() {
    return seats.stream()
        .filter(seat -> !seat.inside())
        .flatMap(Seat::base)
        .anyMatch(trial -> BROKEN.contains(trial.sight()));
  }

  private static boolean mixed(Seat seat) {
    var first = seat.base().filter(trial -> trial.seen().key().round() == 1).toList();
    return first.stream().anyMatch(Trial::ok) && !first.stream().allMatch(Trial::ok);
  }

  private boolean repeated() {
    return sweep.rounds().stream()
            .anyMatch(round -> round.reasons().contains(RoundReason.MIXED_RESULTS))
        || seats.stream().flatMap(Seat::base).anyMatch(trial -> trial.seen().key().round() > 1);
  }

  private static boolean breaksWhateverName(Seat seat) {
    return breaksAfterHello(seat) && !onlyTheName(seat);
  }

  private static boolean breaksAfterHello(Seat seat) {
    return seat.base().anyMatch(trial -> AFTER_HELLO.contains(trial.sight()));
  }

  /** Both control arms ran here and each gets past the ClientHello. */
  private static boolean onlyTheName(Seat seat) {
    return passes(seat, Arm.CONTROL_SNI) && passes(seat, Arm.NO_SNI);
  }

  private static boolean passes(Seat seat, Arm arm) {
    var trials = seat.count(arm, trial -> true);
    var clear = seat.count(arm, trial -> trial.sight().clears(Sight.CUT_AFTER_HELLO));
    return trials > 0 && clear * 5 >= trials * 4;
  }

  /** Only worth a round when something fails: differing answers alone are ordinary. */
  private boolean addressesMatter() {
    var anyFails = seats.stream().anyMatch(Seat::failsBase);
    return anyFails && (Addresses.of(seats).differ(seats) || someAreLost());
  }

  private boolean someAreLost() {
    var lost = seats.stream().filter(FollowUp::lost).count();
    return lost > 0 && lost < seats.stream().filter(seat -> !seat.declared()).count();
  }

  private static boolean lost(Seat seat) {
    return seat.base().anyMatch(trial -> trial.sight() == Sight.NAME_UNRESOLVED);
  }

  private boolean nameMattersToAllOutside() {
    var outside = seats.stream().filter(seat -> !seat.inside()).toList();
    return !outside.isEmpty()
        && outside.stream().allMatch(seat -> breaksAfterHello(seat) && onlyTheName(seat));
  }
}
