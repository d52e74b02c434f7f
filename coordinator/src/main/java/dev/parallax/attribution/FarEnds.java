package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.FailureWord;
import dev.parallax.model.FindingKind;
import dev.parallax.model.Sighting;
import dev.parallax.model.Sweep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What far ends, and the packets themselves, say of the trials that failed. A far end that says
 * nothing is no witness; only one that saw another ClientHello of the round on its way to the same
 * address could have missed one.
 */
record FarEnds(List<Testimony> heard) {
  /** Networks that count; a hundred witnesses of one mechanism are not a hundred times surer. */
  private static final int NETWORKS = 3;

  private static final Set<Sight> HELLO_UNANSWERED =
      Set.of(Sight.CUT_AFTER_HELLO, Sight.SILENT_AFTER_HELLO);

  static FarEnds of(Sweep sweep, List<Seat> seats) {
    return sweep.sightings().isEmpty() && seats.stream().noneMatch(FarEnds::hasPackets)
        ? new FarEnds(List.of())
        : new Hearing(Encounters.of(sweep.sightings(), seats), seats).hear();
  }

  private static boolean hasPackets(Seat seat) {
    return seat.trials().stream().anyMatch(trial -> trial.seen().steps().packets().isPresent());
  }

  /** Sent another agent another name than the target's: says only that the way is open. */
  static boolean isControl(Trial trial) {
    return trial.arm() == Arm.RESPONDER
        && trial.seen().key().variant().endsWith(dev.parallax.model.Arms.CONTROL);
  }

  /** What these causes lose by what far ends say. */
  double gain(List<Hypothesis> causes) {
    var networks = new HashSet<String>();
    for (var testimony : heard) {
      if (causes.stream().anyMatch(testimony::contradicts)) {
        networks.add(testimony.seat().network());
      }
    }
    return Math.min(NETWORKS, networks.size()) * Priors.LOG_CONTRADICTED;
  }

  /** One sweep's trials and sightings, gone through. */
  private record Hearing(Encounters encounters, List<Seat> seats) {
    FarEnds hear() {
      var heard = new ArrayList<Testimony>();
      for (var seat : seats) {
        for (var trial : seat.trials()) {
          if (!trial.ok()) {
            heard.addAll(about(seat, trial));
          }
        }
      }
      return new FarEnds(List.copyOf(heard));
    }

    private List<Testimony> about(Seat seat, Trial trial) {
      var seen = encounters.of(trial);
      var said = new ArrayList<Testimony>();
      for (var sighting : seen) {
        kind(seat, trial, sighting)
            .ifPresent(kind -> said.add(new Testimony(kind, seat, trial, sighting.witness())));
      }
      if (trial.seen().steps().packets().filter(ResetPackets::isImpossible).isPresent()) {
        said.add(new Testimony(FindingKind.INJECTED_RESET, seat, trial, seat.id()));
      }
      if (seen.isEmpty() && isUnanswered(seat, trial)) {
        encounters
            .watching(trial, insiders())
            .forEach(
                one -> said.add(new Testimony(FindingKind.HELLO_NEVER_ARRIVED, seat, trial, one)));
      }
      return said;
    }

    private static Optional<FindingKind> kind(Seat seat, Trial trial, Sighting sighting) {
      if (!isReset(trial) || sighting.witness().equals(seat.id())) {
        return Optional.empty();
      }
      return switch (sighting.means()) {
        case RESPONDER ->
            sighting.ending() == Sighting.Ending.RESET_BY_PEER && sighting.resetsSent() == 0
                ? Optional.of(FindingKind.BOTH_ENDS_RESET)
                : Optional.empty();
        case CAPTURE -> watched(seat, sighting);
      };
    }

    private static Optional<FindingKind> watched(Seat seat, Sighting sighting) {
      if (seat.inside() || !sighting.helloArrived()) {
        return Optional.empty();
      }
      if (sighting.resetsSent() == 0) {
        return Optional.of(FindingKind.HELLO_ARRIVED_NO_RESET_SENT);
      }
      return sighting.ending() == Sighting.Ending.RESET_HERE
          ? Optional.of(FindingKind.HOST_SENT_RESET)
          : Optional.empty();
    }

    private static boolean isUnanswered(Seat seat, Trial trial) {
      return !seat.inside()
          && ArmSets.ANY.contains(trial.arm())
          && HELLO_UNANSWERED.contains(trial.sight())
          && !Encounters.random(trial).isEmpty();
    }

    private static boolean isReset(Trial trial) {
      return trial
          .word()
          .filter(
              word -> word.word().startsWith("reset_") || word.equals(FailureWord.CONNECTION_RESET))
          .isPresent();
    }

    private Set<dev.parallax.model.VantageId> insiders() {
      var inside = new HashSet<dev.parallax.model.VantageId>();
      seats.stream().filter(Seat::inside).forEach(seat -> inside.add(seat.id()));
      return inside;
    }
  }

  Map<FindingKind, List<Testimony>> byKind(Collection<Row> rows) {
    var ids = new HashSet<>(rows.stream().map(Row::id).toList());
    var found = new HashMap<FindingKind, List<Testimony>>();
    for (var one : heard) {
      if (ids.contains(one.seat().id())) {
        found.computeIfAbsent(one.kind(), kind -> new ArrayList<>()).add(one);
      }
    }
    return found;
  }
}
