package dev.parallax.rpc.operator;

import dev.parallax.model.value.SweepId;
import dev.parallax.rpc.Statuses;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.v1.ChangeMaintenanceRequest;
import dev.parallax.v1.ChangeMaintenanceResponse;
import dev.parallax.v1.ChangeRouteRequest;
import dev.parallax.v1.ChangeRouteResponse;
import dev.parallax.v1.ChangeWatchRequest;
import dev.parallax.v1.ChangeWatchResponse;
import dev.parallax.v1.CreateTokenRequest;
import dev.parallax.v1.CreateTokenResponse;
import dev.parallax.v1.DrainVantageRequest;
import dev.parallax.v1.DrainVantageResponse;
import dev.parallax.v1.FollowSweepRequest;
import dev.parallax.v1.GetSweepRequest;
import dev.parallax.v1.GetSweepResponse;
import dev.parallax.v1.ListOperatorsRequest;
import dev.parallax.v1.ListOperatorsResponse;
import dev.parallax.v1.ListSweepsRequest;
import dev.parallax.v1.ListSweepsResponse;
import dev.parallax.v1.ListTokensRequest;
import dev.parallax.v1.ListTokensResponse;
import dev.parallax.v1.ListVantagesRequest;
import dev.parallax.v1.ListVantagesResponse;
import dev.parallax.v1.ListVerdictsRequest;
import dev.parallax.v1.ListVerdictsResponse;
import dev.parallax.v1.ListWatchesRequest;
import dev.parallax.v1.ListWatchesResponse;
import dev.parallax.v1.OperatorServiceGrpc;
import dev.parallax.v1.PlanSweepResponse;
import dev.parallax.v1.RevokeOperatorRequest;
import dev.parallax.v1.RevokeOperatorResponse;
import dev.parallax.v1.RevokeTokenRequest;
import dev.parallax.v1.RevokeTokenResponse;
import dev.parallax.v1.RevokeVantageRequest;
import dev.parallax.v1.RevokeVantageResponse;
import dev.parallax.v1.SilenceWatchRequest;
import dev.parallax.v1.SilenceWatchResponse;
import dev.parallax.v1.StartSweepRequest;
import dev.parallax.v1.SweepEvent;
import dev.parallax.v1.TestRouteRequest;
import dev.parallax.v1.TestRouteResponse;
import dev.parallax.v1.UnsilenceWatchRequest;
import dev.parallax.v1.UnsilenceWatchResponse;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The gRPC service for operators: translates messages and delegates decisions. */
public final class OperatorEndpoint extends OperatorServiceGrpc.OperatorServiceImplBase {
  private static final int DEFAULT_LIST = 50;
  private static final String LAST = "@last";

  private final Sweeps sweeps;
  private final Store store;
  private final VantageDesk vantages;
  private final TokenDesk tokens;
  private final OperatorDesk operators;
  private final List<String> coordinators;
  private final HistoryDesk history;
  private final EarlierSweeps earlier;
  private final SilenceDesk silences;
  private final WatchEditDesk edits;
  private final WatchListDesk lists;

  /**
   * @param coordinators {@code HOST:PORT} of every coordinator of the fleet
   */
  public OperatorEndpoint(
      Sweeps sweeps,
      Store store,
      VantageDesk vantages,
      TokenDesk tokens,
      OperatorDesk operators,
      List<String> coordinators,
      SilenceDesk silences,
      WatchEditDesk edits,
      WatchListDesk lists) {
    this.lists = lists;
    this.silences = silences;
    this.edits = edits;
    this.sweeps = sweeps;
    this.store = store;
    this.vantages = vantages;
    this.tokens = tokens;
    this.operators = operators;
    this.coordinators = List.copyOf(coordinators);
    this.history = new HistoryDesk(store);
    this.earlier = new EarlierSweeps(store, sweeps::find);
  }

  @Override
  public void startSweep(StartSweepRequest request, StreamObserver<SweepEvent> response) {
    var call = (ServerCallStreamObserver<SweepEvent>) response;
    try {
      var started = new CompletableFuture<SweepId>();
      call.setOnCancelHandler(
          () -> {
            var _ = started.thenAccept(sweeps::cancel);
          });
      var sweep =
          sweeps.start(
              SweepRequestReader.read(request), new SweepStream(call, earlier, coordinators));
      vantages.audit("sweep " + sweep + " of " + request.getTargetsList());
      started.complete(sweep);
    } catch (RuntimeException error) {
      call.onError(Statuses.of(error));
    }
  }

  @Override
  public void followSweep(FollowSweepRequest request, StreamObserver<SweepEvent> response) {
    var call = (ServerCallStreamObserver<SweepEvent>) response;
    try {
      var sweep = new SweepId(request.getSweepId());
      call.setOnCancelHandler(
          () -> {
            if (request.getOwner()) {
              sweeps.cancel(sweep);
            }
          });
      if (!sweeps.follow(
          sweep, request.getAfterEvent(), new SweepStream(call, earlier, coordinators))) {
        throw noSweep(request.getSweepId());
      }
    } catch (RuntimeException error) {
      call.onError(Statuses.of(error));
    }
  }

  @Override
  public void planSweep(StartSweepRequest request, StreamObserver<PlanSweepResponse> response) {
    answer(response, () -> vantages.planned(sweeps.preview(SweepRequestReader.read(request))));
  }

  @Override
  public void getSweep(GetSweepRequest request, StreamObserver<GetSweepResponse> response) {
    answer(response, () -> found(request));
  }

  @Override
  public void listSweeps(ListSweepsRequest request, StreamObserver<ListSweepsResponse> response) {
    int limit = request.getLimit() > 0 ? request.getLimit() : DEFAULT_LIST;
    answer(
        response,
        () ->
            ListSweepsResponse.newBuilder()
                .addAllSweeps(
                    store.sweeps(limit).stream().map(StoredSweepMessages::summary).toList())
                .build());
  }

  @Override
  public void listVerdicts(
      ListVerdictsRequest request, StreamObserver<ListVerdictsResponse> response) {
    answer(response, () -> history.list(request));
  }

  @Override
  public void listVantages(
      ListVantagesRequest request, StreamObserver<ListVantagesResponse> response) {
    answer(response, () -> vantages.list(VantageSelector.parse(request.getSelector())));
  }

  @Override
  public void revokeVantage(
      RevokeVantageRequest request, StreamObserver<RevokeVantageResponse> response) {
    answer(response, () -> vantages.revoke(request.getName()));
  }

  @Override
  public void drainVantage(
      DrainVantageRequest request, StreamObserver<DrainVantageResponse> response) {
    answer(response, () -> vantages.drain(request.getName()));
  }

  @Override
  public void createToken(
      CreateTokenRequest request, StreamObserver<CreateTokenResponse> response) {
    answer(response, () -> tokens.create(request));
  }

  @Override
  public void listTokens(ListTokensRequest request, StreamObserver<ListTokensResponse> response) {
    answer(response, tokens::list);
  }

  @Override
  public void revokeToken(
      RevokeTokenRequest request, StreamObserver<RevokeTokenResponse> response) {
    answer(response, () -> tokens.revoke(request.getId()));
  }

  @Override
  public void listOperators(
      ListOperatorsRequest request, StreamObserver<ListOperatorsResponse> response) {
    answer(response, operators::list);
  }

  @Override
  public void revokeOperator(
      RevokeOperatorRequest request, StreamObserver<RevokeOperatorResponse> response) {
    answer(response, () -> operators.revoke(request.getSerial()));
    operators.cut(request.getSerial());
  }

  @Override
  public void silenceWatch(
      SilenceWatchRequest request, StreamObserver<SilenceWatchResponse> response) {
    answer(response, () -> silences.begin(request));
  }

  @Override
  public void unsilenceWatch(
      UnsilenceWatchRequest request, StreamObserver<UnsilenceWatchResponse> response) {
    answer(response, () -> silences.end(request));
  }

  @Override
  public void changeWatch(
      ChangeWatchRequest request, StreamObserver<ChangeWatchResponse> response) {
    answer(response, () -> edits.apply(request));
  }

  @Override
  public void changeRoute(
      ChangeRouteRequest request, StreamObserver<ChangeRouteResponse> response) {
    answer(response, () -> edits.apply(request));
  }

  @Override
  public void changeMaintenance(
      ChangeMaintenanceRequest request, StreamObserver<ChangeMaintenanceResponse> response) {
    answer(response, () -> edits.apply(request));
  }

  @Override
  public void listWatches(
      ListWatchesRequest request, StreamObserver<ListWatchesResponse> response) {
    answer(response, lists::list);
  }

  @Override
  public void testRoute(TestRouteRequest request, StreamObserver<TestRouteResponse> response) {
    answer(response, () -> lists.test(request.getRoute()));
  }

  private static <T> void answer(StreamObserver<T> response, Supplier<T> question) {
    try {
      response.onNext(question.get());
      response.onCompleted();
    } catch (RuntimeException error) {
      response.onError(Statuses.of(error));
    }
  }

  private GetSweepResponse found(GetSweepRequest request) {
    var text = request.getSweepId();
    var id = text.equals(LAST) ? store.lastSweep() : Optional.of(new SweepId(text));
    return id.flatMap(sweeps::find)
        .map(stored -> StoredSweepMessages.narrowed(stored, request.getTarget()))
        .map(stored -> response(stored, request.getWithLastHealthy()))
        .orElseThrow(() -> noSweep(text));
  }

  static StatusRuntimeException noSweep(String text) {
    return Status.NOT_FOUND
        .withDescription("no such sweep, `parallax sweeps` lists them, got: " + text)
        .asRuntimeException();
  }

  private GetSweepResponse response(StoredSweep stored, boolean withLastHealthy) {
    return GetSweepResponse.newBuilder()
        .setSweep(Wire.toProto(stored.sweep()))
        .addAllVerdicts(stored.verdicts().stream().map(Wire::toProto).toList())
        .setComplete(stored.complete())
        .addAllLastHealthy(
            withLastHealthy ? earlier.lastHealthy(stored.sweep(), stored.verdicts()) : List.of())
        .build();
  }
}
