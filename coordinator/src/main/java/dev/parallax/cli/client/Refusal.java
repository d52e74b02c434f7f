package dev.parallax.cli.client;

import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.PortAddress;
import dev.parallax.model.verdict.ExitCode;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Turns a failed call into one line of text and an exit code. */
final class Refusal {
  private Refusal() {}

  static CliException of(StatusRuntimeException refused, PortAddress address) {
    var status = refused.getStatus();
    var detail = Optional.ofNullable(status.getDescription()).orElse(status.getCode().name());
    var coordinator = "coordinator " + address;
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          new CoordinatorLostException(coordinator + " unreachable: " + reason(status, detail));
      // Of a coordinator that ends at once; this process itself cancels no call.
      case CANCELLED -> new CoordinatorLostException(coordinator + " ended the call: " + detail);
      case UNAUTHENTICATED -> unreachable(coordinator + " refused (authentication): " + detail);
      case PERMISSION_DENIED -> unreachable(coordinator + " refused (permission): " + detail);
      case DEADLINE_EXCEEDED -> unreachable(coordinator + " did not answer in time");
      case UNIMPLEMENTED -> unreachable(coordinator + " does not know this call: older version?");
      case INVALID_ARGUMENT, FAILED_PRECONDITION, NOT_FOUND, ALREADY_EXISTS, OUT_OF_RANGE ->
          CliException.usage(detail);
      case RESOURCE_EXHAUSTED -> internal(coordinator + " has no room left: " + detail);
      case OK, UNKNOWN, ABORTED, INTERNAL, DATA_LOSS ->
          internal("internal error at " + coordinator + ": " + detail);
    };
  }

  private static CliException unreachable(String message) {
    return new CliException(ExitCode.UNREACHABLE, message);
  }

  private static CliException internal(String message) {
    return new CliException(ExitCode.INTERNAL, message);
  }

  /** The deepest cause is the most specific. */
  private static String reason(Status status, String detail) {
    var cause = Optional.ofNullable(status.getCause());
    var reason = detail;
    for (var depth = 0; cause.isPresent() && depth < 10; depth++) {
      reason = layer(cause.get(), reason);
      cause = cause.map(Throwable::getCause);
    }
    return reason;
  }

  private static String layer(Throwable cause, String outer) {
    var detail = Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    return switch (cause) {
      case SSLException tls -> "TLS: " + detail;
      case ConnectException refused -> detail;
      case UnknownHostException unknown -> "unknown host " + detail;
      default -> outer.startsWith("TLS: ") ? "TLS: " + detail : detail;
    };
  }
}
