package dev.parallax.rpc;

import dev.parallax.store.failure.LeaseLostException;
import dev.parallax.store.failure.StoreFullException;
import dev.parallax.sweep.request.NoVantagesException;
import dev.parallax.sweep.run.SweepInterruptedException;
import dev.parallax.text.Printable;
import dev.parallax.watch.edit.WatchConflictException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only place that turns errors into gRPC status codes. */
public final class Statuses {
  private static final Logger log = LoggerFactory.getLogger(Statuses.class);

  private Statuses() {}

  public static StatusRuntimeException of(RuntimeException error) {
    return switch (error) {
      case StatusRuntimeException status -> status;
      case IllegalArgumentException malformed -> withMessage(Status.INVALID_ARGUMENT, malformed);
      case NoVantagesException nobody -> withMessage(Status.FAILED_PRECONDITION, nobody);
      case SweepInterruptedException later -> withMessage(Status.UNAVAILABLE, later);
      case LeaseLostException elsewhere -> withMessage(Status.UNAVAILABLE, elsewhere);
      case WatchConflictException conflict -> withMessage(Status.ABORTED, conflict);
      case StoreFullException full -> withMessage(Status.RESOURCE_EXHAUSTED, full);
      default -> {
        log.error("unexpected exception in a call", error);
        yield Status.INTERNAL
            .withDescription("internal error, see the coordinator's log")
            .asRuntimeException();
      }
    };
  }

  private static StatusRuntimeException withMessage(Status status, RuntimeException error) {
    return status.withDescription(Printable.message(error)).asRuntimeException();
  }
}
