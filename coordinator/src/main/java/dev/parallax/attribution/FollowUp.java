package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.RoundReason;
import dev.parallax.model.Sweep;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The questions that what was seen so far raises by rule, whatever the causes known here predict;
 * {@link Inquiry} weighs them against the others.
 */
final class FollowUp {
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
  private final Map<RoundReason, List<Seat>> raised = new EnumMap<>(RoundReason.class);

  private FollowUp(Sweep sweep, Study study) {
    this.sweep = sweep;
    this.seats = study.well().seats();
    this.ran = EnumSet.noneOf(Arm.class);
    study.scene().seats().forEach(seat -> seat.all().map(Trial::arm).forEach(ran::add));
  }

  /** The questions nobody has answered yet, each with the vantages that raise it. */
  static Map<RoundReason, List<Seat>> raised(Sweep sweep, Study study) {
    return new FollowUp(sweep, study).raised();
  }

  private Map<RoundReason, List<Seat>> raised() {
    raise(repeated() ? RoundReason.FLOWS_DIFFER : RoundReason.MIXED_RESULTS, FollowUp::mixed);
    raise(RoundReason.BREAKS_AFTER_HELLO, FollowUp::breaksWhateverName);
    raise(RoundReason.HELLO_MATTERS, FollowUp::breaksWhateverName);
    raise(RoundReason.REFUSED_BY_ALERT, seat -> mostly(seat, ALERTS));
    raise(RoundReason.CONNECT_FAILS, seat -> mostly(seat, NO_CONNECTION));
    if (addressesMatter()) {
      raise(RoundReason.ADDRESSES_DIFFER, Seat::failsBase);
    }
    if (nameMattersToAllOutside()) {
      raise(RoundReason.NAME_MATTERS, seat -> !seat.inside());
    }
    raise(RoundReason.WHERE_ON_PATH, FollowUp::mayWalk);
    if (someAgentAnswers()) {
      raise(RoundReason.WHO_BREAKS, FollowUp::breaks);
    }
    return raised;
  }

  private void raise(RoundReason reason, Predicate<Seat> which) {
    var by = seats.stream().filter(which).toList();
    if (!by.isEmpty() && !answered(reason)) {
      raised.put(reason, by);
    }
  }

  private boolean answered(RoundReason reason) {
    return switch (reason) {
      case MIXED_RESULTS -> false;
      case ADDRESSES_DIFFER -> reason.arms().stream().anyMatch(ran::contains);
      default -> ran.contains(reason.arms().getFirst());
    };
  }

  /** The rule rather than the exception at some vantage. */
  private static boolean mostly(Seat seat, Set<Sight> sights) {
    return seat.count(Arm.BASE, trial -> sights.contains(trial.sight())) * 2 > seat.base().count();
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

  private static boolean breaks(Seat seat) {
    return !seat.inside() && seat.base().anyMatch(trial -> BROKEN.contains(trial.sight()));
  }

  private static boolean mixed(Seat seat) {
    var first = seat.base().filter(trial -> trial.seen().key().round() == 1).toList();
    return first.stream().anyMatch(Trial::ok) && !first.stream().allMatch(Trial::ok);
  }

  /**
   * Most of these were let in first and kept out from then on. Whether that is a limit the order
   * tells, at each vantage for itself: a few cannot speak for all.
   */
  static boolean keptOut(List<Seat> seats) {
    long kept = seats.stream().filter(FollowUp::keptOut).count();
    return kept >= 3 && kept * 2 > seats.size();
  }

  private static boolean keptOut(Seat seat) {
    int firstFailed =
        seat.base()
            .filter(trial -> !trial.ok())
            .mapToInt(trial -> trial.seen().key().trial())
            .min()
            .orElse(0);
    return seat.base().anyMatch(Trial::ok)
        && seat.base().noneMatch(trial -> trial.ok() && trial.seen().key().trial() > firstFailed);
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
