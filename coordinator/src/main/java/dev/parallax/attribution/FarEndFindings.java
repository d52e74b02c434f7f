package dev.parallax.attribution;

import dev.parallax.model.Evidence;
import dev.parallax.model.FindingKind;
import dev.parallax.model.TcpStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What far ends say that speaks for a cause. */
final class FarEndFindings {
  private FarEndFindings() {}

  static List<Evidence> of(FarEnds farEnds, Hypothesis cause, List<Row> failing, Weights weights) {
    var found = new ArrayList<Evidence>();
    farEnds
        .byKind(failing)
        .forEach(
            (kind, said) -> {
              if (kind == FindingKind.INJECTED_RESET) {
                return; // The packets' own findings word it.
              }
              var speaking =
                  said.stream()
                      .filter(one -> one.isAbout(cause) && !one.contradicts(cause))
                      .toList();
              if (!speaking.isEmpty()) {
                found.add(evidence(kind, speaking, failing, weights));
              }
            });
    found.sort(Comparator.comparing(Evidence::kind));
    return found;
  }

  private static Evidence evidence(
      FindingKind kind, List<Testimony> said, List<Row> failing, Weights weights) {
    var rows =
        failing.stream()
            .filter(row -> said.stream().anyMatch(one -> one.seat().id().equals(row.id())))
            .toList();
    var witnesses = said.stream().map(Testimony::witness).distinct().sorted().toList();
    var seen = said.stream().map(Testimony::trial).distinct().count();
    var parameters = new TreeMap<String, String>(example(said));
    parameters.put(counted(kind), Findings.text(seen));
    parameters.put("trials", Findings.text(trials(said, rows)));
    parameters.put(
        "witness", witnesses.stream().map(Object::toString).collect(Collectors.joining(", ")));
    return new Evidence(kind, parameters, Floors.ids(rows), witnesses, weight(weights));
  }

  /** Against the causes it contradicts, even where the runner-up is none of them. */
  private static double weight(Weights weights) {
    return Math.max(weights.testimony(), -Priors.LOG_CONTRADICTED);
  }

  private static String counted(FindingKind kind) {
    return switch (kind) {
      case HELLO_NEVER_ARRIVED -> "missing";
      case HELLO_ARRIVED_NO_RESET_SENT -> "arrived";
      default -> "resets";
    };
  }

  /** The trials like those spoken of: of the same arms, by the same vantages. */
  private static long trials(List<Testimony> said, List<Row> rows) {
    var arms = said.stream().map(one -> one.trial().arm()).collect(Collectors.toSet());
    var controls = said.stream().map(Testimony::trial).anyMatch(FarEnds::isControl);
    return rows.stream()
        .flatMap(row -> row.seat().trials().stream())
        .filter(trial -> arms.contains(trial.arm()) && (controls || !FarEnds.isControl(trial)))
        .count();
  }

  /** One connection by name, so that the owner of the host can find it in a log. */
  private static Map<String, String> example(List<Testimony> said) {
    var first = said.getFirst();
    if (first.kind() == FindingKind.BOTH_ENDS_RESET) {
      return Map.of();
    }
    return Map.of(
        "vantage", first.seat().id().name(),
        "port",
            Findings.text(first.trial().seen().steps().tcp().map(TcpStep::localPort).orElse(0)));
  }
}
