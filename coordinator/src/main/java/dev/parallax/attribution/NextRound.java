package dev.parallax.attribution;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.attribution.nextround.FollowUpRules;
import dev.parallax.attribution.nextround.IndistinguishableVantages;
import dev.parallax.attribution.nextround.InformationGain;
import dev.parallax.attribution.nextround.LateAgents;
import dev.parallax.attribution.nextround.OpenExplanation;
import dev.parallax.attribution.nextround.PredictedAnswer;
import dev.parallax.attribution.nextround.PredictedAnswers;
import dev.parallax.attribution.nextround.ProbeUtility;
import dev.parallax.attribution.nextround.VantageSelection;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The probes of the next round for one target: the arms and vantages with the highest expected
 * information gain for their cost, given the posterior after the rounds so far. Pure: the same
 * sweep always gives the same proposals.
 */
public final class NextRound {
  private static final int MANY = 64;

  private final SweepAnalysis study;
  private final List<VantageId> late;
  private final Map<RoundReason, List<VantageTrials>> raised;
  private final List<OpenExplanation> suspects;
  private final double known;
  private final List<IndistinguishableVantages> groups;
  private final PredictedAnswers forecasts;
  private final VantageSelection picks;

  private NextRound(
      SweepAnalysis study, List<VantageId> late, Map<RoundReason, List<VantageTrials>> raised) {
    this.study = study;
    this.late = late;
    this.raised = raised;
    this.suspects = OpenExplanation.of(study.posterior());
    this.known = 1 - OpenExplanation.unknown(study.posterior());
    this.groups = IndistinguishableVantages.of(study.table(), suspects);
    this.forecasts = new PredictedAnswers(study.table());
    this.picks = new VantageSelection(study.table());
  }

  public static NextRound of(Sweep sweep, TargetResults results) {
    var study = SweepAnalysis.of(sweep, results);
    return new NextRound(
        study, LateAgents.toRepeat(sweep, study), FollowUpRules.raised(sweep, study));
  }

  /** Whether the credible set has a single cause. */
  public boolean settled() {
    return study.posterior().byCause().values().stream()
        .anyMatch(belief -> belief.mass() >= Thresholds.CREDIBLE);
  }

  /** The proposals utility their cost, the best first; empty when none is. */
  public List<ProposedProbe> proposedProbes(TrialCost price) {
    var left = new ArrayList<>(candidates(price));
    var chosen = new ArrayList<>(repetition());
    var round = new Asked(0, Set.of(), InformationGain.of(suspects));
    while (true) {
      var best = best(left, round);
      if (best == null || best.utility() < ProbeUtility.LEAST) {
        return isWorthARound(chosen) ? chosen : List.of();
      }
      chosen.add(best.proposal());
      left.remove(best.candidate());
      round = round.with(best.candidate());
    }
  }

  private List<ProposedProbe> repetition() {
    var reason = RoundReason.AGENT_LATE;
    return late.isEmpty()
        ? List.of()
        : List.of(new ProposedProbe(Arm.BASE, reason, late, ProbeUtility.curiosity(reason)));
  }

  private static boolean isWorthARound(List<ProposedProbe> questions) {
    return questions.stream().mapToDouble(ProposedProbe::bits).sum() >= ProbeUtility.LEAST_ROUND;
  }

  /** A candidate arm, before the round is composed. */
  private record CandidateArm(
      Arm arm,
      RoundReason reason,
      int trials,
      List<ComparedVantage> rows,
      double curiosity,
      List<Map<PredictedAnswer, Double>> answers) {}

  /** The proposals of the round so far. */
  private record Asked(double trials, Set<ComparedVantage> rows, InformationGain branches) {
    double costOf(CandidateArm candidate) {
      var more = new HashSet<>(rows);
      more.addAll(candidate.rows());
      var added = candidate.trials() * ProbeUtility.weight(candidate.arm());
      return ProbeUtility.cost(trials + added, more.size())
          - ProbeUtility.cost(trials, rows.size());
    }

    Asked with(CandidateArm candidate) {
      var more = new HashSet<>(rows);
      more.addAll(candidate.rows());
      return new Asked(
          trials + candidate.trials() * ProbeUtility.weight(candidate.arm()),
          more,
          candidate.answers().isEmpty() ? branches : branches.after(candidate.answers()));
    }
  }

  private record Weighed(CandidateArm candidate, double bits, double utility) {
    ProposedProbe proposal() {
      List<VantageId> where = candidate.rows().stream().map(ComparedVantage::id).toList();
      return new ProposedProbe(candidate.arm(), candidate.reason(), where, bits);
    }
  }

  private @Nullable Weighed best(List<CandidateArm> left, Asked round) {
    Weighed best = null;
    for (var candidate : left) {
      if (candidate.trials() > ProbeUtility.DEAR && round.trials() > 0) {
        continue;
      }
      var weighed = weigh(candidate, round);
      if (weighed.bits() >= ProbeUtility.LEAST_BITS
          && (best == null || weighed.utility() > best.utility())) {
        best = weighed;
      }
    }
    return best;
  }

  private Weighed weigh(CandidateArm candidate, Asked round) {
    var gain =
        candidate.answers().isEmpty() ? 0 : known * round.branches().gain(candidate.answers());
    var bits = gain + candidate.curiosity();
    return new Weighed(candidate, bits, bits / round.costOf(candidate));
  }

  private List<CandidateArm> candidates(TrialCost price) {
    return Stream.of(Arm.values())
        .flatMap(arm -> Stream.of(reason(arm)).flatMap(reason -> candidate(arm, reason, price)))
        .toList();
  }

  private RoundReason reason(Arm arm) {
    return raised.keySet().stream()
        .filter(reason -> reason.arms().contains(arm))
        .findFirst()
        .orElse(RoundReason.CAUSES_OPEN);
  }

  private Stream<CandidateArm> candidate(Arm arm, RoundReason reason, TrialCost price) {
    int trials = price.trials(arm, reason);
    var telling = trials == 0 ? List.<IndistinguishableVantages>of() : telling(arm, reason);
    Set<ComparedVantage> rows = new LinkedHashSet<>(picks.of(telling, arm));
    rows.addAll(picks.of(raising(arm, reason), arm, most(arm, reason)));
    if (trials == 0 || rows.isEmpty()) {
      return Stream.of();
    }
    var asked = picks.withControls(List.copyOf(rows), arm);
    var answers = answers(arm, telling, trials * rows.size());
    return Stream.of(new CandidateArm(arm, reason, trials, asked, curiosity(reason), answers));
  }

  private List<Map<PredictedAnswer, Double>> answers(
      Arm arm, List<IndistinguishableVantages> telling, int trials) {
    return telling.isEmpty()
        ? List.of()
        : suspects.stream()
            .map(explanation -> forecasts.answers(explanation, arm, telling, trials))
            .toList();
  }

  /**
   * The vantages that triggered the rule; routers on the path are informative only in comparison.
   */
  private List<VantageTrials> raising(Arm arm, RoundReason reason) {
    var by = raised.getOrDefault(reason, List.of());
    var all = by.isEmpty() || arm != Arm.TRACEROUTE ? by : study.well().vantages();
    return reason.isRepetition() ? all : all.stream().filter(vantage -> !vantage.ran(arm)).toList();
  }

  private int most(Arm arm, RoundReason reason) {
    return arm == Arm.TRACEROUTE || eachForItself(reason) ? MANY : most(reason);
  }

  private double curiosity(RoundReason reason) {
    return eachForItself(reason) ? ProbeUtility.LIMITED : ProbeUtility.curiosity(reason);
  }

  private boolean eachForItself(RoundReason reason) {
    return reason == RoundReason.MIXED_RESULTS
        && FollowUpRules.keptOut(raised.getOrDefault(reason, List.of()));
  }

  private static int most(RoundReason reason) {
    return switch (reason) {
      case MIXED_RESULTS, RETRANSMISSIONS -> 12;
      case ADDRESSES_DIFFER, NAME_MATTERS -> 6;
      default -> 3;
    };
  }

  private List<IndistinguishableVantages> telling(Arm arm, RoundReason reason) {
    if (suspects.size() < 2) {
      return List.of();
    }
    return groups.stream()
        .filter(group -> reason.isRepetition() || !group.asked(arm))
        .filter(vantages -> forecasts.tells(suspects, arm, vantages))
        .toList();
  }
}
