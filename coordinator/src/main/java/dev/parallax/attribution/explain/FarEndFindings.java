package dev.parallax.attribution.explain;

import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.FarEndTerm;
import dev.parallax.attribution.inference.WeightOfEvidence;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.witness.FarEndReport;
import dev.parallax.attribution.witness.FarEndReports;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The findings of far ends for a cause. */
public final class FarEndFindings {
  private FarEndFindings() {}

  static List<Evidence> of(
      FarEndReports farEnds,
      Hypothesis hypothesis,
      List<ComparedVantage> failing,
      WeightOfEvidence weights) {
    var found = new ArrayList<Evidence>();
    farEnds
        .byKind(ComparedVantages.ids(failing))
        .forEach(
            (kind, reports) -> {
              if (kind == FindingKind.INJECTED_RESET) {
                return; // The packets' own findings word it.
              }
              var speaking =
                  reports.stream()
                      .filter(
                          report ->
                              FarEndTerm.isAbout(report, hypothesis)
                                  && !FarEndTerm.contradicts(report, hypothesis))
                      .toList();
              if (!speaking.isEmpty()) {
                found.add(evidence(kind, speaking, failing, weights));
              }
            });
    found.sort(Comparator.comparing(Evidence::kind));
    return found;
  }

  private static Evidence evidence(
      FindingKind kind,
      List<FarEndReport> reports,
      List<ComparedVantage> failing,
      WeightOfEvidence weights) {
    var rows =
        failing.stream()
            .filter(
                row -> reports.stream().anyMatch(report -> report.vantage().id().equals(row.id())))
            .toList();
    var witnesses = reports.stream().map(FarEndReport::witness).distinct().sorted().toList();
    var seen = reports.stream().map(FarEndReport::trial).distinct().count();
    var parameters = new TreeMap<String, String>(example(reports));
    parameters.put(counted(kind), Figures.count(seen));
    parameters.put("trials", Figures.count(trials(reports, rows)));
    parameters.put(
        "witness", witnesses.stream().map(Object::toString).collect(Collectors.joining(", ")));
    return new Evidence(kind, parameters, ComparedVantages.ids(rows), witnesses, weight(weights));
  }

  /** Against the causes that it contradicts, even where the runner-up is none of them. */
  private static double weight(WeightOfEvidence weights) {
    return Math.max(weights.testimony(), -WitnessPriors.LOG_CONTRADICTED);
  }

  private static String counted(FindingKind kind) {
    return switch (kind) {
      case HELLO_NEVER_ARRIVED -> "missing";
      case HELLO_ARRIVED_NO_RESET_SENT -> "arrived";
      default -> "resets";
    };
  }

  /** The trials of the same arms at the same vantages as the report. */
  private static long trials(List<FarEndReport> reports, List<ComparedVantage> rows) {
    var arms = reports.stream().map(report -> report.trial().arm()).collect(Collectors.toSet());
    var controls =
        reports.stream().map(FarEndReport::trial).anyMatch(ClassifiedTrial::isAgentControl);
    return rows.stream()
        .flatMap(row -> row.vantage().trials().stream())
        .filter(trial -> arms.contains(trial.arm()) && (controls || !trial.isAgentControl()))
        .count();
  }

  /**
   * One connection by its addresses and ports, so that the owner of the host can find it in a log.
   */
  private static Map<String, String> example(List<FarEndReport> reports) {
    var first = reports.getFirst();
    if (first.kind() == FindingKind.BOTH_ENDS_RESET) {
      return Map.of();
    }
    return Map.of(
        "vantage", first.vantage().id().name(),
        "port",
            Figures.count(first.trial().seen().steps().tcp().map(TcpStep::localPort).orElse(0)));
  }
}
