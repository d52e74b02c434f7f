package dev.parallax.attribution.nextround;

import dev.parallax.attribution.NextRound;
import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.attribution.stats.Shares;
import dev.parallax.attribution.symptom.ArmConsent;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
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
 * {@link NextRound} weighs them against the others.
 */
public final class FollowUpRules {
  private static final SymptomSet ALERTS = SymptomSet.of(Symptom.ALERT, Symptom.ALERT_CLIENT);

  /** Failures that have a place on the path. */
  private static final SymptomSet WALKABLE =
      SymptomSet.HELLO_UNANSWERED.or(
          SymptomSet.of(Symptom.CUT_BEFORE_HELLO, Symptom.CONNECT_SILENT, Symptom.REFUSED));

  private final Sweep sweep;
  private final List<VantageTrials> seats;
  private final Set<Arm> ran;
  private final Map<RoundReason, List<VantageTrials>> raised = new EnumMap<>(RoundReason.class);

  private FollowUpRules(Sweep sweep, SweepAnalysis study) {
    this.sweep = sweep;
    this.seats = study.well().seats();
    this.ran = EnumSet.noneOf(Arm.class);
    study.scene().seats().forEach(seat -> seat.all().map(ClassifiedTrial::arm).forEach(ran::add));
  }

  /** The questions nobody has answered yet, each with the vantages that raise it. */
  public static Map<RoundReason, List<VantageTrials>> raised(Sweep sweep, SweepAnalysis study) {
    return new FollowUpRules(sweep, study).raised();
  }

  private Map<RoundReason, List<VantageTrials>> raised() {
    raise(repeated() ? RoundReason.FLOWS_DIFFER : RoundReason.MIXED_RESULTS, FollowUpRules::mixed);
    raise(RoundReason.BREAKS_AFTER_HELLO, FollowUpRules::breaksWhateverName);
    raise(RoundReason.HELLO_MATTERS, FollowUpRules::breaksWhateverName);
    raise(RoundReason.REFUSED_BY_ALERT, seat -> mostly(seat, ALERTS));
    raise(RoundReason.CONNECT_FAILS, seat -> mostly(seat, SymptomSet.NO_CONNECTION));
    if (addressesMatter()) {
      raise(RoundReason.ADDRESSES_DIFFER, VantageTrials::failsBase);
    }
    if (nameMattersToAllOutside()) {
      raise(RoundReason.NAME_MATTERS, seat -> !seat.inside());
    }
    raise(RoundReason.WHERE_ON_PATH, FollowUpRules::mayWalk);
    if (someAgentAnswers()) {
      raise(RoundReason.WHO_BREAKS, FollowUpRules::breaks);
    }
    return raised;
  }

  private void raise(RoundReason reason, Predicate<VantageTrials> which) {
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
  private static boolean mostly(VantageTrials seat, SymptomSet symptoms) {
    return Shares.isOverHalf(
        seat.count(Arm.BASE, trial -> symptoms.contains(trial.symptom())), seat.base().count());
  }

  /** Something breaks here that has a place on the path, and the owner lets us look for it. */
  private static boolean mayWalk(VantageTrials seat) {
    return !seat.inside()
        && ArmConsent.optedIn(seat.vantage(), Arm.TTL_WALK)
        && seat.base().anyMatch(trial -> WALKABLE.contains(trial.symptom()));
  }

  private boolean someAgentAnswers() {
    return sweep.vantages().stream().anyMatch(one -> one.facts().containsKey("responder"));
  }

  private static boolean breaks(VantageTrials seat) {
    return !seat.inside()
        && seat.base().anyMatch(trial -> SymptomSet.HANDSHAKE_BROKEN.contains(trial.symptom()));
  }

  private static boolean mixed(VantageTrials seat) {
    var first = seat.base().filter(trial -> trial.seen().key().round() == 1).toList();
    return first.stream().anyMatch(ClassifiedTrial::ok)
        && !first.stream().allMatch(ClassifiedTrial::ok);
  }

  /**
   * Most of these were let in first and kept out from then on. Whether that is a limit the order
   * tells, at each vantage for itself: a few cannot speak for all.
   */
  public static boolean keptOut(List<VantageTrials> seats) {
    long kept = seats.stream().filter(FollowUpRules::keptOut).count();
    return kept >= 3 && Shares.isOverHalf(kept, seats.size());
  }

  private static boolean keptOut(VantageTrials seat) {
    int firstFailed =
        seat.base()
            .filter(trial -> !trial.ok())
            .mapToInt(trial -> trial.seen().key().trial())
            .min()
            .orElse(0);
    return seat.base().anyMatch(ClassifiedTrial::ok)
        && seat.base().noneMatch(trial -> trial.ok() && trial.seen().key().trial() > firstFailed);
  }

  private boolean repeated() {
    return sweep.rounds().stream()
            .anyMatch(round -> round.reasons().contains(RoundReason.MIXED_RESULTS))
        || seats.stream()
            .flatMap(VantageTrials::base)
            .anyMatch(trial -> trial.seen().key().round() > 1);
  }

  private static boolean breaksWhateverName(VantageTrials seat) {
    return breaksAfterHello(seat) && !onlyTheName(seat);
  }

  private static boolean breaksAfterHello(VantageTrials seat) {
    return seat.base().anyMatch(trial -> SymptomSet.HELLO_UNANSWERED.contains(trial.symptom()));
  }

  /** Both control arms ran here and each gets past the ClientHello. */
  private static boolean onlyTheName(VantageTrials seat) {
    return passes(seat, Arm.CONTROL_SNI) && passes(seat, Arm.NO_SNI);
  }

  private static boolean passes(VantageTrials seat, Arm arm) {
    var trials = seat.count(arm, trial -> true);
    var clear = seat.count(arm, trial -> trial.symptom().clears(Symptom.CUT_AFTER_HELLO));
    return trials > 0 && Shares.isAtLeastFourFifths(clear, trials);
  }

  /** Only worth a round when something fails: differing answers alone are ordinary. */
  private boolean addressesMatter() {
    var anyFails = seats.stream().anyMatch(VantageTrials::failsBase);
    return anyFails
        && (AddressTrust.of(seats).differ(seats) || seats.stream().anyMatch(FollowUpRules::lost));
  }

  private static boolean lost(VantageTrials seat) {
    return seat.base().anyMatch(trial -> trial.symptom() == Symptom.NAME_UNRESOLVED);
  }

  private boolean nameMattersToAllOutside() {
    var outside = seats.stream().filter(seat -> !seat.inside()).toList();
    return !outside.isEmpty()
        && outside.stream().allMatch(seat -> breaksAfterHello(seat) && onlyTheName(seat));
  }
}
