package dev.parallax.attribution.nextround;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.NextProbe.Why;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The probes that would separate the remaining causes: informative arms that did not run, in
 * descending order of information per handshake; then vantages to enrol, in descending order of
 * information.
 */
public final class ProbeSuggestions {
  private static final int MOST = 5;

  private final Comparison table;
  private final List<HypothesisPosterior> beliefs;
  private final List<OpenExplanation> suspects;
  private final List<IndistinguishableVantages> group;
  private final PredictedAnswers forecasts;
  private final VantageSelection picks;
  private final double known;
  private final List<Telling> telling;

  /** The first so many suspects are causes of the credible set. */
  private final int credible;

  public ProbeSuggestions(Comparison table, List<HypothesisPosterior> beliefs) {
    this.table = table;
    this.beliefs = beliefs;
    this.suspects = OpenExplanation.of(beliefs);
    this.group = IndistinguishableVantages.of(table, suspects);
    this.forecasts = new PredictedAnswers(table);
    this.picks = new VantageSelection(table);
    this.known = 1 - OpenExplanation.unknown(beliefs);
    this.credible = credible();
    this.telling = telling();
  }

  private int credible() {
    double mass = 0;
    int causes = 0;
    for (var belief : beliefs) {
      if (mass >= Thresholds.CREDIBLE) {
        break;
      }
      mass += belief.mass();
      causes += belief.hypothesis() != null && belief.hypothesis().unknown() ? 0 : 1;
    }
    return Math.min(causes, suspects.size());
  }

  private boolean severalAreCredible() {
    return IntStream.range(0, credible).mapToObj(this::name).distinct().count() > 1;
  }

  /** An arm with its expected information gain. */
  private record Telling(
      Arm arm,
      List<ComparedVantage> rows,
      List<Map<PredictedAnswer, Double>> answers,
      double bits) {
    double utility() {
      var trials = ProbeUtility.usualTrials(arm) * ProbeUtility.weight(arm);
      return bits / ProbeUtility.cost(trials, rows.size());
    }
  }

  public List<NextProbe> all() {
    var arms =
        telling.stream()
            .sorted(Comparator.comparingDouble(Telling::utility).reversed())
            .limit(MOST)
            .flatMap(one -> probe(one).stream());
    return Stream.concat(arms, new VantagesToEnrol(table, beliefs).all().stream()).toList();
  }

  /** Informative arms that did not run. */
  public List<Arm> notRun() {
    return telling.stream().map(Telling::arm).filter(arm -> !table.ran().contains(arm)).toList();
  }

  private List<Telling> telling() {
    return suspects.size() < 2
        ? List.of()
        : Stream.of(Arm.values())
            .flatMap(this::telling)
            .filter(suggestion -> suggestion.bits() >= ProbeUtility.LEAST_BITS)
            .toList();
  }

  private Stream<Telling> telling(Arm arm) {
    var where =
        group.stream()
            .filter(vantages -> !vantages.asked(arm) && forecasts.tells(suspects, arm, vantages))
            .toList();
    var rows = picks.of(where, arm);
    if (rows.isEmpty()) {
      return Stream.of();
    }
    var trials = ProbeUtility.usualTrials(arm) * rows.size();
    var answers =
        suspects.stream()
            .map(explanation -> forecasts.answers(explanation, arm, where, trials))
            .toList();
    var bits = known * InformationGain.of(suspects).gain(answers);
    return Stream.of(new Telling(arm, picks.withControls(rows, arm), answers, bits));
  }

  /**
   * Between the most probable cause and the next cause with another answer, of the credible set
   * where several causes are in it.
   */
  private Optional<NextProbe> probe(Telling telling) {
    if (severalAreCredible()) {
      var answers = telling.answers();
      return IntStream.range(1, credible)
          .filter(right -> !isAlike(answers.getFirst(), answers.get(right), right))
          .mapToObj(right -> probe(telling, right))
          .findFirst();
    }
    var left = telling.answers().getFirst();
    int right = 1;
    while (right < suspects.size() - 1 && isAlike(left, telling.answers().get(right), right)) {
      right++;
    }
    return Optional.of(probe(telling, right));
  }

  private NextProbe probe(Telling telling, int right) {
    return new NextProbe(
        telling.arm(),
        ComparedVantages.ids(telling.rows()),
        telling.bits(),
        Why.SEPARATES,
        Map.of("left", name(0), "right", name(right)));
  }

  private boolean isAlike(
      Map<PredictedAnswer, Double> left, Map<PredictedAnswer, Double> answers, int right) {
    return name(right).equals(name(0)) || left.equals(answers);
  }

  private String name(int suspect) {
    return suspects.get(suspect).hypotheses().stream()
        .findFirst()
        .map(hypothesis -> hypothesis.id().code())
        .orElse(Cause.HEALTHY.code());
  }
}
