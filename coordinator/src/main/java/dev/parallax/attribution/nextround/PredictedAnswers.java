package dev.parallax.attribution.nextround;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.ServerResponses;
import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.comparison.CellKey;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.comparison.ResponseDistribution;
import dev.parallax.attribution.comparison.ResponseDistributions;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.UnknownArmEffects;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.ProbeVariant;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.model.plan.Arm;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The joint distribution of an arm's answers over all groups, for each open explanation. Unknown
 * effects of a cause and unknown responses of the server are drawn once for all vantages, as in
 * {@link UnknownArmEffects} and {@link ResponseDistributions}: an arm without a prediction under
 * any explanation is therefore not informative.
 */
public final class PredictedAnswers {
  private static final double SPARED = NoiseModel.UNKNOWN_EFFECT_SPARES;
  private static final double HIT = NoiseModel.UNKNOWN_EFFECT_HITS;

  /** A mixture of passes and failures. */
  private static final int MIXED = Symptom.COUNT;

  private static final int ELSE = MIXED + 1;

  private final Comparison table;
  private final Map<Arm, ResponseDistribution> distributions = new EnumMap<>(Arm.class);
  private final List<IpAddress> known;

  /** The effect of a cause on an arm within its scope. */
  private enum Fate {
    ACTS,
    /** Intermittently. */
    MIXES,
    SPARES,
    ELSE
  }

  /** One outcome of the unknown quantities. */
  private record Draw(int sound, List<Fate> fates, double chance) {}

  public PredictedAnswers(Comparison table) {
    this.table = table;
    table.rows().stream().flatMap(row -> row.cells().stream()).forEach(this::know);
    this.known = TargetAddresses.mostSeenFirst(table);
  }

  private void know(ComparedCell cell) {
    var responses = cell.responses();
    if (responses != null) {
      distributions.putIfAbsent(cell.arm(), responses);
    }
  }

  /**
   * The distribution of answers, from 0 to 1 each.
   *
   * @param trials of the arm in total, at identical vantages
   */
  public Map<PredictedAnswer, Double> answers(
      OpenExplanation suspect, Arm arm, List<IndistinguishableVantages> group, int trials) {
    if (arm == Arm.TTL_WALK) {
      return hops(suspect, group);
    }
    var chances = new LinkedHashMap<PredictedAnswer, Double>();
    for (var draw : draws(suspect, arm, trials)) {
      var shown = new ArrayList<Integer>();
      group.forEach(vantages -> shown.addAll(answer(suspect, arm, vantages, draw)));
      chances.merge(new PredictedAnswer(shown), draw.chance(), Double::sum);
    }
    return chances;
  }

  /** Whether these suspects would have this group answer differently. */
  public boolean tells(List<OpenExplanation> suspects, Arm arm, IndistinguishableVantages group) {
    if (arm == Arm.TTL_WALK) {
      return suspects.stream().anyMatch(explanation -> explanation.touches(group.first()));
    }
    var first = deterministic(suspects.getFirst(), arm, group);
    return suspects.stream()
        .anyMatch(openExplanation -> !deterministic(openExplanation, arm, group).equals(first));
  }

  /**
   * The answer of a sound server and of causes that always act.
   *
   * @param unpredicted a cause makes no prediction for the arm, so that this answer is a guess
   */
  private record DeterministicAnswer(PredictedAnswer answer, boolean unpredicted) {}

  private DeterministicAnswer deterministic(
      OpenExplanation suspect, Arm arm, IndistinguishableVantages group) {
    var allAct = suspect.hypotheses().stream().map(hypothesis -> Fate.ACTS).toList();
    var soundServer = new Draw(Symptom.OK.index(), allAct, 1);
    return new DeterministicAnswer(
        new PredictedAnswer(answer(suspect, arm, group, soundServer)),
        hasUnpredicted(suspect, arm) && suspect.touches(group.first()));
  }

  private static boolean hasUnpredicted(OpenExplanation suspect, Arm arm) {
    return suspect.hypotheses().stream().anyMatch(hypothesis -> isUnsure(hypothesis, arm));
  }

  private static boolean isUnsure(Hypothesis hypothesis, Arm arm) {
    return hypothesis.mechanism().effects().to(arm) == Mechanism.Effect.UNPREDICTED;
  }

  private List<Integer> answer(
      OpenExplanation suspect, Arm arm, IndistinguishableVantages group, Draw draw) {
    var shown = new ArrayList<Integer>();
    for (var variant : variants(arm)) {
      for (var at : addresses(arm, group)) {
        var cell = CellKey.of(arm, variant, at, table.addresses());
        shown.add(answer(suspect, group, cell, draw));
      }
    }
    return shown;
  }

  /** Variants with different predictions. */
  private static List<ProbeVariant> variants(Arm arm) {
    return arm == Arm.AUTHORITATIVE
        ? List.of(ProbeVariant.Query.DATAGRAM, ProbeVariant.Query.CONNECTION)
        : List.of(ProbeVariant.Plain.PLAIN);
  }

  private List<Optional<IpAddress>> addresses(Arm arm, IndistinguishableVantages group) {
    return switch (arm) {
      case PINNED_ADDRESS -> known.stream().limit(1).map(Optional::of).toList();
      case PEER_ADDRESSES -> known.stream().skip(1).map(Optional::of).toList();
      default -> group.addresses().isEmpty() ? List.of(Optional.empty()) : group.addresses();
    };
  }

  private int answer(
      OpenExplanation suspect, IndistinguishableVantages group, CellKey cell, Draw draw) {
    for (int i = 0; i < suspect.hypotheses().size(); i++) {
      var hypothesis = suspect.hypotheses().get(i);
      var effect = hypothesis.effect(group.first(), cell);
      if (effect == Mechanism.Effect.SPARED || draw.fates().get(i) == Fate.SPARES) {
        continue;
      }
      return switch (draw.fates().get(i)) {
        case ACTS -> answer(hypothesis, effect);
        case MIXES -> MIXED;
        case ELSE, SPARES -> ELSE + i;
      };
    }
    return draw.sound();
  }

  private static int answer(Hypothesis hypothesis, Mechanism.Effect effect) {
    return switch (effect) {
      case SPARED -> ELSE;
      case HIT, UNPREDICTED -> hypothesis.symptom().index();
      case HIT_EARLY -> Symptom.CUT_BEFORE_HELLO.index();
      case HIT_NAME -> Symptom.NAME_UNRESOLVED.index();
    };
  }

  private List<Draw> draws(OpenExplanation suspect, Arm arm, int trials) {
    List<Draw> draws = new ArrayList<>();
    var noise = IntermittentForecast.noise(trials);
    sound(arm)
        .forEach(
            (symptom, chance) -> {
              draws.add(new Draw(symptom.index(), List.of(), chance * (1 - noise)));
              draws.add(new Draw(MIXED, List.of(), chance * noise));
            });
    for (var hypothesis : suspect.hypotheses()) {
      var fates = fates(hypothesis, arm, trials);
      var more = new ArrayList<Draw>();
      for (var draw : draws) {
        fates.forEach((fate, chance) -> more.add(with(draw, fate, chance)));
      }
      draws.clear();
      draws.addAll(more);
    }
    return draws;
  }

  private static Draw with(Draw draw, Fate fate, double chance) {
    var fates = new ArrayList<>(draw.fates());
    fates.add(fate);
    return new Draw(draw.sound(), fates, draw.chance() * chance);
  }

  /**
   * The response of a healthy server: estimated where it was probed, otherwise as servers usually
   * respond.
   */
  private Map<Symptom, Double> sound(Arm arm) {
    var responses = distributions.get(arm);
    var sound = new EnumMap<Symptom, Double>(Symptom.class);
    for (var symptom : Symptom.values()) {
      var chance =
          responses == null
              ? ServerResponses.of(arm).getOrDefault(symptom, 0.0)
              : responses.shares()[symptom.index()];
      if (chance > ServerResponses.FORECAST_LEAST) {
        sound.put(symptom, chance);
      }
    }
    var all = sound.values().stream().mapToDouble(weight -> weight).sum();
    sound.replaceAll((symptom, chance) -> chance / all);
    return sound;
  }

  private static Map<Fate, Double> fates(Hypothesis hypothesis, Arm arm, int trials) {
    var unpredicted = isUnsure(hypothesis, arm);
    var hit = unpredicted ? HIT : 1;
    var forecast = IntermittentForecast.of(hypothesis);
    var acts = hypothesis.always() ? 1 : forecast.each(trials);
    var spares = hypothesis.always() ? 0 : forecast.none(trials);
    var fates = new EnumMap<Fate, Double>(Fate.class);
    fates.put(Fate.ACTS, hit * acts);
    fates.put(Fate.MIXES, hit * (1 - acts - spares));
    fates.put(Fate.SPARES, hit * spares + (unpredicted ? SPARED : 0));
    fates.put(Fate.ELSE, unpredicted ? 1 - SPARED - HIT : 0);
    fates.values().removeIf(chance -> chance <= 1e-9);
    return fates;
  }

  /** The hop that a walk finds: the last hops are common to all causes. */
  private static Map<PredictedAnswer, Double> hops(
      OpenExplanation suspect, List<IndistinguishableVantages> group) {
    var chances = new LinkedHashMap<PredictedAnswer, Double>();
    var walked =
        suspect.hypotheses().stream().filter(hypothesis -> touches(hypothesis, group)).findFirst();
    var likely =
        walked.map(hypothesis -> WitnessPriors.distances(hypothesis.id())).orElse(List.of(1.0));
    for (int i = 0; i < likely.size(); i++) {
      chances.put(
          new PredictedAnswer(List.of(i + (walked.isEmpty() ? likely.size() : 0))), likely.get(i));
    }
    return chances;
  }

  private static boolean touches(Hypothesis hypothesis, List<IndistinguishableVantages> group) {
    return group.stream().anyMatch(vantages -> hypothesis.touches(vantages.first()));
  }
}
