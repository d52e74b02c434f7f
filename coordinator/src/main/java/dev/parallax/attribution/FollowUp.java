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
  private static final Set<Sight> NO_CONNECTION =
      EnumSet.of(Sight.CONNECT_SILENT, Sight.REFUSED, Sight.UNREACHABLE);
  private static final Set<Sight> ALERTS = EnumSet.of(Sight.ALERT, Sight.ALERT_CLIENT);
  private static final Set<Sight> WALKABLE =
      EnumSet.of(
          Sight.CUT_AFTER_HELLO,
          Sight.SILENT_AFTER_HELLO,
          Sight.CUT_BEFORE_HELLO,
          Sight.CONNECT_SILENT,
          Sight.REFUSED);

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
    for (var arm : Arm.values()) {
      if (scene.seats().stream().anyMatch(seat -> seat.ran(arm))) {
        ran.add(arm);
      }
    }
    return new FollowUp(sweep, sound, ran).wanted();
  }

  private Set<RoundReason> wanted() {
    var reasons = EnumSet.noneOf(RoundReason.class);
    if (seats.stream().anyMatch(FollowUp::mixed)) {
      reasons.add(repeated() ? RoundReason.FLOWS_DIFFER : RoundReason.MIXED_RESULTS);
    }
    if (seats.stream().anyMatch(FollowUp::breaksWhateverName)) {
      reasons.add(RoundReason.BREAKS_AFTER_HELLO);
      reasons.add(RoundReason.HELLO_MATTERS);
    }
    if (somewhere(ALERTS)) {
      reasons.add(RoundReason.REFUSED_BY_ALERT);
    }
    if (somewhere(NO_CONNECTION)) {
      reasons.add(RoundReason.CONNECT_FAILS);
    }
    if (addressesMatter()) {
      reasons.add(RoundReason.ADDRESSES_DIFFER);
    }
    if (nameMattersToAllOutside()) {
      reasons.add(RoundReason.NAME_MATTERS);
    }
    if (!isFirstLook() && seats.stream().anyMatch(FollowUp::mayWalk)) {
      reasons.add(RoundReason.WHERE_ON_PATH);
    }
    if (someAgentAnswers() && somethingBreaks()) {
      reasons.add(RoundReason.WHO_BREAKS);
    }
    reasons.removeIf(reason -> answered(reason));
    return reasons;
  }

  private boolean answered(RoundReason reason) {
    return switch (reason) {
      case MIXED_RESULTS -> false;
      case ADDRESSES_DIFFER ->
          ran.contains(Arm.OTHER_RESOLVER) || ran.stream().anyMatch(ArmSets.ADDRESSED::contains);
      default -> ran.contains(reason.arm());
    };
  }

  /** The rule rather than the exception at some vantage. */
  private boolean somewhere(Set<Sight> sights) {
    return seats.stream()
        .anyMatch(
            seat ->
                seat.count(Arm.BASE, trial -> sights.contains(trial.sight())) * 2
                    > seat.base().count());
  }

  /** The hop is asked for last: what the others say decides whether it is worth the walk. */
  private boolean isFirstLook() {
    return sweep.rounds().size() < 2;
  }

  /** Something breaks here that has a place on the path, and the owner lets us look for it. */
  private static boolean mayWalk(Seat seat) {
    return !seat.inside()
        && HostFact.optedIn(seat.vantage(), Arm.TTL_WALK)
        && seat.base().anyMatch(trial -> WALKABLE.contains(trial.sight()));
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
    return anyFails
        && (Addresses.of(seats).differ(seats) || seats.stream().anyMatch(FollowUp::lost));
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
