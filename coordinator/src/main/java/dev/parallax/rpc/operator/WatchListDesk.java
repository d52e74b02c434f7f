package dev.parallax.rpc.operator;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.report.json.Json;
import dev.parallax.rpc.Caller;
import dev.parallax.store.Store;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import dev.parallax.text.Printable;
import dev.parallax.v1.ListWatchesResponse;
import dev.parallax.v1.PastVerdicts;
import dev.parallax.v1.RouteStatus;
import dev.parallax.v1.TestRouteResponse;
import dev.parallax.v1.WatchStatus;
import dev.parallax.watch.route.DeliveryException;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.watch.run.WatchOverview.RouteState;
import dev.parallax.watch.run.WatchOverview.WatchState;
import dev.parallax.watch.spec.MaintenanceWindow;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The watches and routes in operation, for operators. */
public final class WatchListDesk {
  private final Supplier<WatchDesk> watches;
  private final Store store;
  private final InstantSource clock;
  private final Audit audit;

  /**
   * @param watches asked at each call, because calls may arrive before the watches start
   */
  public WatchListDesk(Supplier<WatchDesk> watches, Store store, InstantSource clock, Audit audit) {
    this.watches = watches;
    this.store = store;
    this.clock = clock;
    this.audit = audit;
  }

  ListWatchesResponse list() {
    var now = watches.get().overview();
    return ListWatchesResponse.newBuilder()
        .addAllWatches(now.watches().stream().map(this::status).toList())
        .addAllRoutes(now.routes().stream().map(WatchListDesk::status).toList())
        .setTrouble(now.trouble().map(Json::word).orElse(""))
        .setMistakes(now.mistakes().orElse(""))
        .addAllMaintenance(now.maintenance().stream().map(MaintenanceWindow::text).toList())
        .build();
  }

  private WatchStatus status(WatchState state) {
    var watch = state.watch();
    var status =
        WatchStatus.newBuilder()
            .setTarget(watch.name())
            .setInterval(Wire.toProto(watch.interval()))
            .setPaused(watch.paused())
            .setFailing(state.failing())
            .setUnmeasured(!state.measured())
            .setMaintenance(state.maintenance())
            .addAllRoutes(watch.routes())
            .setWithoutVantages(state.unmatched().from())
            .addAllUnmatchedInside(
                state.unmatched().inside().stream().map(InsideVantages::toString).toList());
    state.nextLook().ifPresent(at -> status.setNextLook(Wire.toProto(at)));
    state.silence().ifPresent(silence -> status.setSilencedUntil(Wire.toProto(silence.endsAt())));
    state
        .open()
        .ifPresent(
            incident ->
                status
                    .setIncidentBlame(incident.finding().blame().name())
                    .setIncidentCause(incident.finding().cause()));
    store.verdictsOn(watch.name(), clock.instant(), 1).stream()
        .findFirst()
        .ifPresent(
            past ->
                status.setLast(
                    PastVerdicts.newBuilder()
                        .setSweepId(past.sweep().value())
                        .setStartedAt(Wire.toProto(past.startedAt()))
                        .setVerdicts(Wire.toProto(past.verdicts()))));
    return status.build();
  }

  private static RouteStatus status(RouteState state) {
    var status =
        RouteStatus.newBuilder()
            .setName(state.route().name())
            .setType(state.route().kind().word())
            .setLanguage(state.route().language().word())
            .setWaiting(state.waiting())
            .setHasSecret(state.route().hasSecret());
    state
        .last()
        .ifPresent(
            last ->
                status.setLastMessage(Wire.toProto(last.createdAt())).setLastError(last.error()));
    return status.build();
  }

  TestRouteResponse test(String route) {
    try {
      watches.get().test(route);
    } catch (DeliveryException refused) {
      throw Status.FAILED_PRECONDITION
          .withDescription(route + ": " + Printable.message(refused))
          .asRuntimeException();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("interrupted").asRuntimeException();
    }
    audit.record(Caller.name(), "test route " + Printable.of(route));
    return TestRouteResponse.getDefaultInstance();
  }
}
