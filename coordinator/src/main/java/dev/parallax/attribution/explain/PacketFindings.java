package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.witness.ForgedResets;
import dev.parallax.model.Evidence;
import dev.parallax.model.FindingKind;
import dev.parallax.model.Packets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the failing vantages' own packets say of the resets they received. */
public final class PacketFindings {
  private PacketFindings() {}

  static List<Evidence> of(Hypothesis hypothesis, List<ComparedVantage> failing) {
    var resets = resets(hypothesis, failing);
    var found = new ArrayList<Evidence>();
    if (!resets.isEmpty() && BlameAssignment.isOnTheWay(hypothesis.id())) {
      add(FindingKind.INJECTED_RESET, ForgedResets::isImpossible, resets, failing, found);
      add(FindingKind.DATA_AFTER_RESET, ForgedResets::dataGoesOn, resets, failing, found);
      add(FindingKind.RESET_TTL_DIFFERS, ForgedResets::ttlDiffers, resets, failing, found);
    }
    return found;
  }

  private static void add(
      FindingKind kind,
      Predicate<Packets> shows,
      List<Packets> resets,
      List<ComparedVantage> failing,
      List<Evidence> found) {
    var showing = resets.stream().filter(shows).toList();
    if (!showing.isEmpty()) {
      var parameters =
          new TreeMap<>(
              Map.of(
                  "resets", EvidenceFindings.text(showing.size()),
                  "trials", EvidenceFindings.text(resets.size())));
      if (kind == FindingKind.RESET_TTL_DIFFERS) {
        parameters.put("ttl", EvidenceFindings.text(ForgedResets.resetTtl(showing.getFirst())));
        parameters.put(
            "serverTtl", EvidenceFindings.text(ForgedResets.serverTtl(showing.getFirst())));
      }
      found.add(new Evidence(kind, parameters, ComparedVantages.ids(failing), List.of(), 0));
    }
  }

  /** Connections that failed in the way of the cause and on which a reset was received. */
  private static List<Packets> resets(Hypothesis hypothesis, List<ComparedVantage> failing) {
    return failing.stream()
        .flatMap(ComparedVantage::named)
        .filter(trial -> trial.symptom() == hypothesis.symptom())
        .flatMap(trial -> trial.seen().steps().packets().stream())
        .filter(ForgedResets::any)
        .toList();
  }
}
