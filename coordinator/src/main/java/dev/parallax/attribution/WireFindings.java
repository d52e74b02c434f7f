package dev.parallax.attribution;

import dev.parallax.model.Evidence;
import dev.parallax.model.FindingKind;
import dev.parallax.model.Packets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What the failing vantages' own packets say of the resets they received. */
final class WireFindings {
  private WireFindings() {}

  static List<Evidence> of(Hypothesis cause, List<Row> failing) {
    var resets = resets(cause, failing);
    var found = new ArrayList<Evidence>();
    if (!resets.isEmpty() && Testimony.isOnTheWay(cause.id())) {
      add(FindingKind.INJECTED_RESET, ResetPackets::isImpossible, resets, failing, found);
      add(FindingKind.DATA_AFTER_RESET, ResetPackets::dataGoesOn, resets, failing, found);
      add(FindingKind.RESET_TTL_DIFFERS, ResetPackets::ttlDiffers, resets, failing, found);
    }
    return found;
  }

  private static void add(
      FindingKind kind,
      Predicate<Packets> shows,
      List<Packets> resets,
      List<Row> failing,
      List<Evidence> found) {
    var showing = resets.stream().filter(shows).toList();
    if (!showing.isEmpty()) {
      var parameters =
          new TreeMap<>(
              Map.of(
                  "resets", Findings.text(showing.size()),
                  "trials", Findings.text(resets.size())));
      if (kind == FindingKind.RESET_TTL_DIFFERS) {
        parameters.put("ttl", Findings.text(ResetPackets.resetTtl(showing.getFirst())));
        parameters.put("serverTtl", Findings.text(ResetPackets.serverTtl(showing.getFirst())));
      }
      found.add(new Evidence(kind, parameters, Floors.ids(failing), List.of(), 0));
    }
  }

  /** Connections that failed in the way of the cause and on which a reset was received. */
  private static List<Packets> resets(Hypothesis cause, List<Row> failing) {
    return failing.stream()
        .flatMap(Row::named)
        .filter(trial -> trial.sight() == cause.sight())
        .flatMap(trial -> trial.seen().steps().packets().stream())
        .filter(ResetPackets::any)
        .toList();
  }
}
