package dev.parallax.rpc.operator;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.model.endpoint.Target;
import dev.parallax.rpc.Caller;
import dev.parallax.v1.SilenceWatchRequest;
import dev.parallax.v1.SilenceWatchResponse;
import dev.parallax.v1.UnsilenceWatchRequest;
import dev.parallax.v1.UnsilenceWatchResponse;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import java.util.function.Supplier;

/** Silences of watches, for operators. */
public final class SilenceDesk {
  private final Supplier<WatchDesk> watches;
  private final Audit audit;

  /**
   * @param watches asked at each call, because calls may arrive before the watches start
   */
  public SilenceDesk(Supplier<WatchDesk> watches, Audit audit) {
    this.watches = watches;
    this.audit = audit;
  }

  SilenceWatchResponse begin(SilenceWatchRequest request) {
    var target = Target.parse(request.getTarget()).name();
    var length = Wire.span("length", request.getLength());
    var silence = watches.get().silence(target, length, request.getReason(), Caller.name());
    audit.record(Caller.name(), "silence " + target + " until " + silence.endsAt());
    return SilenceWatchResponse.newBuilder().setEndsAt(Wire.toProto(silence.endsAt())).build();
  }

  UnsilenceWatchResponse end(UnsilenceWatchRequest request) {
    var target = Target.parse(request.getTarget()).name();
    if (!watches.get().unsilence(target)) {
      throw Status.NOT_FOUND
          .withDescription("expected a silenced target, got: " + target)
          .asRuntimeException();
    }
    audit.record(Caller.name(), "unsilence " + target);
    return UnsilenceWatchResponse.getDefaultInstance();
  }
}
