package dev.parallax.rpc.operator;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.Store;
import dev.parallax.store.StoredVerdicts;
import dev.parallax.v1.ListVerdictsRequest;
import dev.parallax.v1.ListVerdictsResponse;
import dev.parallax.v1.PastVerdicts;
import dev.parallax.wire.Wire;
import java.time.Instant;

/** Earlier verdicts of a target, for operators. */
final class HistoryDesk {
  private static final int DEFAULT_LIST = 50;
  private static final int LONGEST_LIST = 1_000;
  private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Store store;

  HistoryDesk(Store store) {
    this.store = store;
  }

  ListVerdictsResponse list(ListVerdictsRequest request) {
    var target = Target.parse(request.getTarget()).name();
    var limit = request.getLimit() == 0 ? DEFAULT_LIST : request.getLimit();
    var past =
        store.verdictsOn(
            target, start(request.getBeforeSweepId()), Math.clamp(limit, 1, LONGEST_LIST));
    return ListVerdictsResponse.newBuilder()
        .addAllPast(past.stream().map(HistoryDesk::past).toList())
        .build();
  }

  private Instant start(String sweep) {
    return sweep.isEmpty()
        ? EVER
        : store.startOf(new SweepId(sweep)).orElseThrow(() -> OperatorEndpoint.noSweep(sweep));
  }

  private static PastVerdicts past(StoredVerdicts stored) {
    return PastVerdicts.newBuilder()
        .setSweepId(stored.sweep().value())
        .setStartedAt(Wire.toProto(stored.startedAt()))
        .setVerdicts(Wire.toProto(stored.verdicts()))
        .build();
  }
}
