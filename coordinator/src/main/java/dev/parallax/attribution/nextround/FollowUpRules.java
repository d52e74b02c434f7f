package dev.parallax.attribution.nextround;

import dev.parallax.attribution.NextRound;
import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmConsent;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.attribution.witness.Retransmissions;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The proposals by rule from the observations so far, independent of the predictions of known
 * causes; {@link NextRound} weighs them against the other proposals.
 */
public final class FollowUpRules {
  private static final SymptomSet ALERTS = SymptomSet.of(Symptom.ALERT, Symptom.ALERT_CLIENT);

  /** Failures with a location on the path. */
  private static final SymptomSet WALKABLE =
      SymptomSet.HELLO_UNANSWERED.or(
          SymptomSet.of(Symptom.CUT_BEFORE_HELLO, Symptom.CONNECT_SILENT, Symptom.REFUSED));

  private final Sweep sweep;
  private final List<VantageTrials> vantages;
  private final Set<Arm> ran;
  private final Map<RoundReason, List<VantageTrials>> raised = new EnumMap<>(RoundReason.class);

  private FollowUpRules(Sweep sweep, SweepAnalysis study) {
    this.sweep = sweep;
    this.vantages = study.well().vantages();
    this.ran = EnumSet.noneOf(Arm.class);
    study
        .scene()
        .vantages()
        .forEach(vantage -> vantage.all().map(ClassifiedTrial::arm).forEach(ran::add));
  }

  /** The proposals without an answer so far, each with the vantages that triggered it. */
  public static Map<RoundReason, List<VantageTrials>> raised(Sweep sweep, SweepAnalysis study) {
    return new FollowUpRules(sweep, study).raised();
  }

  private Map<RoundReason, List<VantageTrials>> raised() {
    raise(repeated() ? RoundReason.FLOWS_DIFFER : RoundReason.MIXED_RESULTS, FollowUpRules::mixed);
    raise(RoundReason.RETRANSMISSIONS, Retransmissions.of(vantages)::exceedChance);
    raise(RoundReason.BREAKS_AFTER_HELLO, FollowUpRules::breaksWhateverName);
    raise(RoundReason.HELLO_MATTERS, FollowUpRules::breaksWhateverName);
    raise(RoundReason.REFUSED_BY_ALERT, vantage -> mostly(vantage, ALERTS));
    raise(RoundReason.CONNECT_FAILS, vantage -> mostly(vantage, SymptomSet.NO_CONNECTION));
    if (addressesMatter()) {
      raise(RoundReason.ADDRESSES_DIFFER, VantageTrials::failsBase);
    }
    if (nameMattersToAllOutside()) {
      raise(RoundReason.NAME_MATTERS, vantage -> !vantage.inside());
    }
    raise(RoundReason.WHERE_ON_PATH, FollowUpRules::mayWalk);
    if (someAgentAnswers()) {
      raise(RoundReason.WHO_BREAKS, FollowUpRules::breaks);
    }
    return raised;
  }

  private void raise(RoundReason reason, Predicate<VantageTrials> which) {
    var by = vantages.stream().filter(which).toList();
    if (!by.isEmpty() && !answered(reason)) {
      raised.put(reason, by);
    }
  }

  private boolean answered(RoundReason reason) {
    return switch (reason) {
      case MIXED_RESULTS -> false;
      case RETRANSMISSIONS -> repeated();
      case ADDRESSES_DIFFER -> reason.arms().stream().anyMatch(ran::contains);
      default -> ran.contains(reason.arms().getFirst());
    };
  }

  /** The majority of trials at some vantage. */
  private static boolean mostly(VantageTrials vantage, SymptomSet symptoms) {
    return Share.of(
            vantage.count(Arm.BASE, trial -> symptoms.contains(trial.symptom())),
            vantage.base().count())
        .isOverHalf();
  }

  /** A failure with a location on the path, where the owner permits TTL walks. */
  private static boolean mayWalk(VantageTrials vantage) {
    return !vantage.inside()
        && ArmConsent.optedIn(vantage.description(), Arm.TTL_WALK)
        && vantage.base().anyMatch(trial -> WALKABLE.contains(trial.symptom()));
  }

  private boolean someAgentAnswers() {
    return sweep.vantages().stream().anyMatch(vantage -> vantage.facts().containsKey("responder"));
  }

  private static boolean breaks(VantageTrials vantage) {
    return !vantage.inside()
        && vantage.base().anyMatch(trial -> SymptomSet.HANDSHAKE_BROKEN.contains(trial.symptom()));
  }

  private static boolean mixed(VantageTrials vantage) {
    int round = firstRound(vantage);
    var first = vantage.base().filter(trial -> trial.seen().key().round() == round).toList();
    return first.stream().anyMatch(ClassifiedTrial::ok)
        && !first.stream().allMatch(ClassifiedTrial::ok);
  }

  /**
   * Most of these vantages passed first and failed later. Only the order of trials at each vantage
   * shows whether this is a limit, so a subset cannot represent them.
   */
  public static boolean keptOut(List<VantageTrials> vantages) {
    long kept = vantages.stream().filter(FollowUpRules::keptOut).count();
    return kept >= Thresholds.LOCKOUT_VANTAGES && Share.of(kept, vantages.size()).isOverHalf();
  }

  private static boolean keptOut(VantageTrials vantage) {
    int firstFailed =
        vantage
            .base()
            .filter(trial -> !trial.ok())
            .mapToInt(trial -> trial.seen().key().trial())
            .min()
            .orElse(0);
    return vantage.base().anyMatch(ClassifiedTrial::ok)
        && vantage
            .base()
            .noneMatch(trial -> trial.ok() && trial.seen().key().trial() > firstFailed);
  }

  private boolean repeated() {
    return sweep.rounds().stream()
            .anyMatch(round -> round.reasons().contains(RoundReason.MIXED_RESULTS))
        || vantages.stream().anyMatch(FollowUpRules::isRepeated);
  }

  /** A vantage that joined a widened sample has its first look in round 2. */
  private static boolean isRepeated(VantageTrials vantage) {
    int first = firstRound(vantage);
    return vantage.base().anyMatch(trial -> trial.seen().key().round() > first);
  }

  private static int firstRound(VantageTrials vantage) {
    return vantage.base().mapToInt(trial -> trial.seen().key().round()).min().orElse(1);
  }

  private static boolean breaksWhateverName(VantageTrials vantage) {
    return breaksAfterHello(vantage) && !onlyTheName(vantage);
  }

  private static boolean breaksAfterHello(VantageTrials vantage) {
    return vantage.base().anyMatch(trial -> SymptomSet.HELLO_UNANSWERED.contains(trial.symptom()));
  }

  /** Both control arms ran here and each gets past the ClientHello. */
  private static boolean onlyTheName(VantageTrials vantage) {
    return passes(vantage, Arm.CONTROL_SNI) && passes(vantage, Arm.NO_SNI);
  }

  private static boolean passes(VantageTrials vantage, Arm arm) {
    var trials = vantage.count(arm, trial -> true);
    var clear = vantage.count(arm, trial -> trial.symptom().clears(Symptom.CUT_AFTER_HELLO));
    return trials > 0 && Share.of(clear, trials).isAtLeastFourFifths();
  }

  /** Worth a round only with a failure: different answers alone are ordinary. */
  private boolean addressesMatter() {
    var anyFails = vantages.stream().anyMatch(VantageTrials::failsBase);
    return anyFails
        && (AddressTrust.of(vantages).differ(vantages)
            || vantages.stream().anyMatch(FollowUpRules::lost));
  }

  private static boolean lost(VantageTrials vantage) {
    return vantage.base().anyMatch(trial -> trial.symptom() == Symptom.NAME_UNRESOLVED);
  }

  private boolean nameMattersToAllOutside() {
    var outside = vantages.stream().filter(vantage -> !vantage.inside()).toList();
    return !outside.isEmpty()
        && outside.stream().allMatch(vantage -> breaksAfterHello(vantage) && onlyTheName(vantage));
  }
}
