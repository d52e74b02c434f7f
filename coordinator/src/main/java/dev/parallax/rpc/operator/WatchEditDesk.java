package dev.parallax.rpc.operator;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.rpc.Caller;
import dev.parallax.text.Printable;
import dev.parallax.v1.ChangeMaintenanceRequest;
import dev.parallax.v1.ChangeMaintenanceResponse;
import dev.parallax.v1.ChangeRouteRequest;
import dev.parallax.v1.ChangeRouteResponse;
import dev.parallax.v1.ChangeWatchRequest;
import dev.parallax.v1.ChangeWatchResponse;
import dev.parallax.watch.edit.FileChange;
import dev.parallax.watch.edit.MaintenanceChange;
import dev.parallax.watch.edit.RouteChange;
import dev.parallax.watch.edit.WatchChange;
import dev.parallax.watch.run.WatchDesk;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes of the watch file, for operators. */
public final class WatchEditDesk {
  private final Supplier<WatchDesk> watches;
  private final Audit audit;

  /**
   * @param watches asked at each call, because calls may arrive before the watches start
   */
  public WatchEditDesk(Supplier<WatchDesk> watches, Audit audit) {
    this.watches = watches;
    this.audit = audit;
  }

  ChangeWatchResponse apply(ChangeWatchRequest request) {
    var version = apply(change(request), request.getVersion());
    return ChangeWatchResponse.newBuilder().setVersion(version).build();
  }

  ChangeRouteResponse apply(ChangeRouteRequest request) {
    var version = apply(change(request), request.getVersion());
    return ChangeRouteResponse.newBuilder().setVersion(version).build();
  }

  ChangeMaintenanceResponse apply(ChangeMaintenanceRequest request) {
    var version = apply(new MaintenanceChange(request.getWindows()), request.getVersion());
    return ChangeMaintenanceResponse.newBuilder().setVersion(version).build();
  }

  private String apply(FileChange change, String version) {
    watches.get().change(change, Optional.of(version).filter(text -> !text.isEmpty()));
    audit.record(Caller.name(), Printable.of(change.described()));
    return watches.get().version();
  }

  private static WatchChange change(ChangeWatchRequest request) {
    return switch (request.getAction()) {
      case ACTION_ADD -> WatchChange.add(request.getTarget(), request.getFieldsMap());
      case ACTION_EDIT -> WatchChange.edit(request.getTarget(), request.getFieldsMap());
      case ACTION_REMOVE -> WatchChange.remove(request.getTarget());
      case ACTION_UNSPECIFIED, UNRECOGNIZED -> throw unknown(request.getActionValue());
    };
  }

  private static RouteChange change(ChangeRouteRequest request) {
    var name = request.getName();
    return switch (request.getAction()) {
      case ACTION_ADD -> RouteChange.add(name, request.getFieldsMap(), request.getSecretsMap());
      case ACTION_EDIT -> RouteChange.edit(name, request.getFieldsMap(), request.getSecretsMap());
      case ACTION_REMOVE -> new RouteChange.Remove(name);
      case ACTION_UNSPECIFIED, UNRECOGNIZED -> throw unknown(request.getActionValue());
    };
  }

  private static IllegalArgumentException unknown(int action) {
    return new IllegalArgumentException("expected the action ADD, EDIT or REMOVE, got: " + action);
  }
}
