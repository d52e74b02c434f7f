package dev.parallax.attribution.witness;

import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reports of far ends, and of the packets themselves, on failing trials. A far end without a
 * report is not a witness; only a far end that observed another ClientHello of the round to the
 * same address could have missed one.
 */
public record FarEndReports(List<FarEndReport> heard) {
  public static FarEndReports of(Sweep sweep, List<VantageTrials> vantages) {
    return sweep.sightings().isEmpty() && vantages.stream().noneMatch(FarEndReports::hasPackets)
        ? new FarEndReports(List.of())
        : new Hearing(SightingMatcher.of(sweep.sightings(), vantages), vantages).hear();
  }

  private static boolean hasPackets(VantageTrials vantage) {
    return vantage.trials().stream().anyMatch(trial -> trial.seen().steps().packets().isPresent());
  }

  /** The trials and sightings of one sweep, indexed. */
  private record Hearing(SightingMatcher encounters, List<VantageTrials> vantages) {
    FarEndReports hear() {
      var heard = new ArrayList<FarEndReport>();
      for (var vantage : vantages) {
        for (var trial : vantage.trials()) {
          if (!trial.ok()) {
            heard.addAll(about(vantage, trial));
          }
        }
      }
      return new FarEndReports(List.copyOf(heard));
    }

    private List<FarEndReport> about(VantageTrials vantage, ClassifiedTrial trial) {
      var seen = encounters.of(trial);
      var reports = new ArrayList<FarEndReport>();
      for (var sighting : seen) {
        kind(vantage, trial, sighting)
            .ifPresent(
                kind -> reports.add(new FarEndReport(kind, vantage, trial, sighting.witness())));
      }
      if (trial.seen().steps().packets().filter(ForgedResets::isImpossible).isPresent()) {
        reports.add(new FarEndReport(FindingKind.INJECTED_RESET, vantage, trial, vantage.id()));
      }
      if (seen.isEmpty() && isUnanswered(vantage, trial)) {
        encounters
            .watching(trial, insiders())
            .forEach(
                observer ->
                    reports.add(
                        new FarEndReport(
                            FindingKind.HELLO_NEVER_ARRIVED, vantage, trial, observer)));
      }
      return reports;
    }

    private static Optional<FindingKind> kind(
        VantageTrials vantage, ClassifiedTrial trial, Sighting sighting) {
      if (!isReset(trial) || sighting.witness().equals(vantage.id())) {
        return Optional.empty();
      }
      return switch (sighting.means()) {
        case RESPONDER ->
            sighting.ending() == Sighting.ConnectionEnd.RESET_BY_PEER && sighting.resetsSent() == 0
                ? Optional.of(FindingKind.BOTH_ENDS_RESET)
                : Optional.empty();
        case CAPTURE -> watched(vantage, sighting);
      };
    }

    private static Optional<FindingKind> watched(VantageTrials vantage, Sighting sighting) {
      if (vantage.inside() || !sighting.helloArrived()) {
        return Optional.empty();
      }
      if (sighting.resetsSent() == 0) {
        return Optional.of(FindingKind.HELLO_ARRIVED_NO_RESET_SENT);
      }
      return sighting.ending() == Sighting.ConnectionEnd.RESET_HERE
          ? Optional.of(FindingKind.HOST_SENT_RESET)
          : Optional.empty();
    }

    private static boolean isUnanswered(VantageTrials vantage, ClassifiedTrial trial) {
      return !vantage.inside()
          && ArmGroups.ANY.contains(trial.arm())
          && SymptomSet.HELLO_UNANSWERED.contains(trial.symptom())
          && !SightingMatcher.random(trial).isEmpty();
    }

    private static boolean isReset(ClassifiedTrial trial) {
      return trial
          .word()
          .filter(
              word -> word.word().startsWith("reset_") || word.equals(FailureWord.CONNECTION_RESET))
          .isPresent();
    }

    private Set<VantageId> insiders() {
      var inside = new HashSet<VantageId>();
      vantages.stream().filter(VantageTrials::inside).forEach(vantage -> inside.add(vantage.id()));
      return inside;
    }
  }

  public Map<FindingKind, List<FarEndReport>> byKind(Collection<VantageId> vantages) {
    var ids = new HashSet<>(vantages);
    var found = new HashMap<FindingKind, List<FarEndReport>>();
    for (var report : heard) {
      if (ids.contains(report.vantage().id())) {
        found.computeIfAbsent(report.kind(), kind -> new ArrayList<>()).add(report);
      }
    }
    return found;
  }
}
