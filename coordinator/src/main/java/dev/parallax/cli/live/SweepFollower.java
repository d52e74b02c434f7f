package dev.parallax.cli.live;

import dev.parallax.cli.client.RemoteSweepHistory;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.Outputs;
import dev.parallax.cli.output.PortAddress;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.v1.FollowSweepRequest;
import dev.parallax.v1.Observation;
import dev.parallax.v1.RoundStarted;
import dev.parallax.v1.SweepEvent;
import dev.parallax.v1.SweepFinished;
import dev.parallax.v1.SweepStarted;
import dev.parallax.wire.Wire;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Follows the events of one running sweep to its report, over one call or several: events that a
 * later call repeats are left out.
 */
public final class SweepFollower {
  private final ProgressListener progress;
  private final Outputs outputs;
  private Optional<String> sweep = Optional.empty();
  private int lastRound;
  private long observations;
  private List<String> coordinators = List.of();

  public SweepFollower(ProgressListener progress, Outputs outputs) {
    this.progress = progress;
    this.outputs = outputs;
  }

  public Report follow(Iterator<SweepEvent> events, ExitPolicy policy) {
    while (events.hasNext()) {
      var event = events.next();
      switch (event.getKindCase()) {
        case STARTED -> started(event.getStarted());
        case ROUND_STARTED -> round(event.getRoundStarted());
        case OBSERVATION -> observed(event.getObservation());
        case FINISHED -> {
          progress.finished();
          return report(event.getFinished(), policy);
        }
        case KIND_NOT_SET -> {
          // An event kind of a newer coordinator.
        }
      }
    }
    throw new CliException(
        ExitCode.UNREACHABLE, "the coordinator ended the sweep without its result");
  }

  /** The call that continues the last one; empty before the sweep started. */
  public Optional<FollowSweepRequest> continuation() {
    return sweep.map(
        id ->
            FollowSweepRequest.newBuilder()
                .setSweepId(id)
                .setAfterEvent(observations)
                .setOwner(true)
                .build());
  }

  /** The addresses of all coordinators of the database; empty for a coordinator alone. */
  List<PortAddress> coordinators() {
    return coordinators.stream().map(PortAddress::parse).toList();
  }

  /** A line for the operator. */
  void note(String line) {
    progress.note(line);
  }

  private void started(SweepStarted started) {
    if (sweep.isEmpty()) {
      sweep = Optional.of(started.getSweepId());
      coordinators = List.copyOf(started.getCoordinatorsList());
      progress.started(started);
    }
  }

  private void round(RoundStarted round) {
    if (round.getNumber() > lastRound) {
      lastRound = round.getNumber();
      progress.round(round);
    }
  }

  private void observed(Observation proto) {
    observations++;
    var seen = Wire.fromProto(proto);
    progress.result(seen);
    outputs.result(seen);
  }

  private static Report report(SweepFinished finished, ExitPolicy policy) {
    var report =
        Report.of(
            Wire.fromProto(finished.getSweep()),
            finished.getVerdictsList().stream().map(Wire::fromProto).toList(),
            policy);
    return RemoteSweepHistory.with(report, finished.getLastHealthyList());
  }
}
