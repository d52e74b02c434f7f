package dev.parallax.rpc.operator;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.rpc.Caller;
import dev.parallax.text.Printable;
import dev.parallax.v1.ChangeWatchRequest;
import dev.parallax.v1.ChangeWatchResponse;
import dev.parallax.watch.edit.WatchChange;
import dev.parallax.watch.run.WatchDesk;
import java.util.Optional;
import java.util.function.Supplier;

/** Changes of watches, for operators. */
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
    var change = change(request);
    var version = Optional.of(request.getVersion()).filter(text -> !text.isEmpty());
    watches.get().change(change, version);
    audit.record(Caller.name(), Printable.of(change.described()));
    return ChangeWatchResponse.newBuilder().setVersion(watches.get().version()).build();
  }

  private static WatchChange change(ChangeWatchRequest request) {
    return switch (request.getAction()) {
      case ACTION_ADD -> WatchChange.add(request.getTarget(), request.getFieldsMap());
      case ACTION_EDIT -> WatchChange.edit(request.getTarget(), request.getFieldsMap());
      case ACTION_REMOVE -> WatchChange.remove(request.getTarget());
      case ACTION_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "expected the action ADD, EDIT or REMOVE, got: " + request.getActionValue());
    };
  }
}
