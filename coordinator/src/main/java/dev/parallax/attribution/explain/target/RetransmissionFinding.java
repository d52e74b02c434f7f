package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.attribution.witness.Retransmissions;
import dev.parallax.attribution.witness.Retransmissions.ConnectionCounts;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The vantages whose connections to the target need far more retransmissions than those of all
 * other vantages.
 */
public final class RetransmissionFinding {
  private RetransmissionFinding() {}

  public static List<Evidence> of(List<ComparedVantage> rows) {
    var vantages = rows.stream().map(ComparedVantage::vantage).toList();
    var rates = Retransmissions.of(vantages);
    return vantages.stream()
        .filter(rates::excludeHealth)
        .map(vantage -> finding(rates, vantage))
        .toList();
  }

  private static Evidence finding(Retransmissions rates, VantageTrials vantage) {
    var parameters = new TreeMap<String, String>();
    put(parameters, "retransmitting", "connections", Retransmissions.here(vantage));
    put(parameters, "elsewhere", "elsewhereConnections", rates.elsewhere(vantage));
    put(parameters, "references", "referenceConnections", Retransmissions.references(vantage));
    return new Evidence(
        FindingKind.RETRANSMISSIONS, parameters, List.of(vantage.id()), List.of(), 0);
  }

  private static void put(
      Map<String, String> parameters, String part, String whole, ConnectionCounts counts) {
    parameters.put(part, Figures.count(counts.retransmitting()));
    parameters.put(whole, Figures.count(counts.connections()));
  }
}
