package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.witness.ForgedResets;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Findings of the failing vantages' own packets about the resets they received. */
public final class PacketFindings {
  private PacketFindings() {}

  static List<Evidence> of(Hypothesis hypothesis, List<ComparedVantage> failing) {
    var resets = new LinkedHashMap<ComparedVantage, List<Packets>>();
    failing.forEach(row -> resets.put(row, resets(hypothesis, row)));
    var found = new ArrayList<Evidence>();
    if (BlameAssignment.isOnTheWay(hypothesis.id())) {
      add(FindingKind.INJECTED_RESET, ForgedResets::isImpossible, resets, found);
      add(FindingKind.DATA_AFTER_RESET, ForgedResets::dataGoesOn, resets, found);
      add(FindingKind.RESET_TTL_DIFFERS, ForgedResets::ttlDiffers, resets, found);
    }
    return found;
  }

  private static void add(
      FindingKind kind,
      Predicate<Packets> shows,
      Map<ComparedVantage, List<Packets>> resets,
      List<Evidence> found) {
    var showing = all(resets).filter(shows).toList();
    if (showing.isEmpty()) {
      return;
    }
    var parameters =
        new TreeMap<>(
            Map.of(
                "resets", Figures.count(showing.size()),
                "trials", Figures.count(all(resets).count())));
    if (kind == FindingKind.RESET_TTL_DIFFERS) {
      parameters.put("ttl", Figures.count(ForgedResets.resetTtl(showing.getFirst())));
      parameters.put("serverTtl", Figures.count(ForgedResets.serverTtl(showing.getFirst())));
    }
    var vantages =
        resets.entrySet().stream()
            .filter(row -> row.getValue().stream().anyMatch(shows))
            .map(row -> row.getKey().id())
            .toList();
    found.add(new Evidence(kind, parameters, vantages, List.of(), 0));
  }

  private static Stream<Packets> all(Map<ComparedVantage, List<Packets>> resets) {
    return resets.values().stream().flatMap(List::stream);
  }

  /** Connections with the symptom of the cause on which a reset was received. */
  private static List<Packets> resets(Hypothesis hypothesis, ComparedVantage row) {
    return row.named()
        .filter(trial -> trial.symptom() == hypothesis.symptom())
        .flatMap(trial -> trial.seen().steps().packets().stream())
        .filter(ForgedResets::any)
        .toList();
  }
}
