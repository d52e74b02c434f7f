package dev.parallax.agent.link;

import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.text.Printable;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The reason of a failed call to the coordinator, in one line. */
public final class CallFailure {
  private CallFailure() {}

  /** Names the coordinator, the cause and, for another coordinator, both CA hashes. */
  public static String line(LinkRoute route, StatusRuntimeException failed) {
    return cause(failed, WrongCoordinatorException.class)
        .map(wrong -> "the coordinator at " + route + " " + wrong.getMessage())
        .orElseGet(() -> connection(route, failed));
  }

  private static String connection(LinkRoute route, StatusRuntimeException failed) {
    var status = failed.getStatus();
    return switch (status.getCode()) {
      case UNAVAILABLE -> unavailable(route, failed);
      case DEADLINE_EXCEEDED -> "the coordinator at " + route + " did not answer in time";
      default -> "the coordinator at " + route + " refused: " + detail(status);
    };
  }

  private static String unavailable(LinkRoute route, StatusRuntimeException failed) {
    var untrusted = cause(failed, CertificateException.class);
    if (untrusted.isPresent()) {
      return "the coordinator at " + route + " is not trusted: " + message(untrusted.get());
    }
    return "cannot reach the coordinator at " + route + ": " + reason(failed);
  }

  private static String reason(StatusRuntimeException failed) {
    if (cause(failed, UnknownHostException.class).isPresent()) {
      return "unknown host";
    }
    var refused = cause(failed, ConnectException.class);
    if (refused.isPresent()) {
      return message(refused.get());
    }
    var tls = cause(failed, SSLException.class);
    if (tls.isPresent()) {
      return "TLS 1.3 failed: " + message(tls.get());
    }
    return cause(failed, ClosedChannelException.class)
        .map(_ -> "it closed the connection")
        .orElseGet(() -> detail(failed.getStatus()));
  }

  private static String detail(Status status) {
    return Optional.ofNullable(status.getDescription())
        .map(Printable::of)
        .orElseGet(() -> status.getCode().name());
  }

  private static String message(Throwable cause) {
    return Printable.message(cause);
  }

  private static <T extends Throwable> Optional<T> cause(Throwable failed, Class<T> type) {
    return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
