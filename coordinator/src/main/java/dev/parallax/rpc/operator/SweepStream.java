package dev.parallax.rpc.operator;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.rpc.Statuses;
import dev.parallax.sweep.event.SweepListener;
import dev.parallax.v1.RoundStarted;
import dev.parallax.v1.SweepEvent;
import dev.parallax.v1.SweepFinished;
import dev.parallax.v1.SweepStarted;
import dev.parallax.wire.Wire;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.List;
import java.util.Set;

/** Sends the events of a sweep to an operator's open call. Called from the sweep's thread only. */
final class SweepStream implements SweepListener {
  private final ServerCallStreamObserver<SweepEvent> call;
  private final EarlierSweeps earlier;
  private final List<String> coordinators;

  /**
   * @param coordinators {@code HOST:PORT} of every coordinator of the fleet
   */
  SweepStream(
      ServerCallStreamObserver<SweepEvent> call, EarlierSweeps earlier, List<String> coordinators) {
    this.call = call;
    this.earlier = earlier;
    this.coordinators = List.copyOf(coordinators);
  }

  @Override
  public void started(SweepId sweep, List<Vantage> vantages) {
    send(
        SweepEvent.newBuilder()
            .setStarted(
                SweepStarted.newBuilder()
                    .setSweepId(sweep.value())
                    .addAllCoordinators(coordinators)
                    .addAllVantages(vantages.stream().map(Wire::toProto).toList())));
  }

  @Override
  public void roundStarted(
      int number, List<RoundReason> reasons, int trials, Set<VantageId> asked) {
    send(
        SweepEvent.newBuilder()
            .setRoundStarted(
                RoundStarted.newBuilder()
                    .setNumber(number)
                    .addAllReasons(reasons.stream().map(RoundReason::word).toList())
                    .setTrials(trials)
                    .addAllVantages(asked.stream().map(VantageId::name).sorted().toList())));
  }

  @Override
  public void observed(Observation observation) {
    send(SweepEvent.newBuilder().setObservation(Wire.toProto(observation)));
  }

  /** The observations were sent on arrival; the end contains all of them once more, in order. */
  @Override
  public void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    send(
        SweepEvent.newBuilder()
            .setFinished(
                SweepFinished.newBuilder()
                    .setSweep(Wire.toProto(sweep))
                    .addAllVerdicts(verdicts.stream().map(Wire::toProto).toList())
                    .addAllLastHealthy(earlier.lastHealthy(sweep, verdicts))));
    if (!call.isCancelled()) {
      call.onCompleted();
    }
  }

  @Override
  public void failed(RuntimeException error) {
    if (!call.isCancelled()) {
      call.onError(Statuses.of(error));
    }
  }

  private void send(SweepEvent.Builder event) {
    if (!call.isCancelled()) {
      call.onNext(event.build());
    }
  }
}
