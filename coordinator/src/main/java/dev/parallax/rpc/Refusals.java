package dev.parallax.rpc;

import dev.parallax.fleet.enrolment.RefusedException;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.failure.StoreFullException;
import dev.parallax.text.Printable;
import io.grpc.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refusals of fleet and store as gRPC status codes. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  static Status status(RefusedException refused) {
    return status(refused.reason()).withDescription(String.valueOf(refused.getMessage()));
  }

  static Status status(StoreException trouble) {
    LOG.error("{}", trouble.getMessage(), trouble);
    var status =
        trouble instanceof StoreFullException ? Status.RESOURCE_EXHAUSTED : Status.INTERNAL;
    return status.withDescription(Printable.message(trouble));
  }

  private static Status status(RefusedException.Reason reason) {
    return switch (reason) {
      case MALFORMED -> Status.INVALID_ARGUMENT;
      case NAME_TAKEN -> Status.ALREADY_EXISTS;
      case VANTAGE_REVOKED, OPERATOR_REVOKED -> Status.PERMISSION_DENIED;
      case TOKEN_FOREIGN,
          TOKEN_UNKNOWN,
          TOKEN_FORGED,
          TOKEN_REVOKED,
          TOKEN_EXPIRED,
          TOKEN_USED_UP,
          CERTIFICATE_FOREIGN,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_TOO_OLD,
          CERTIFICATE_SUPERSEDED,
          PROOF_WRONG,
          VANTAGE_UNKNOWN ->
          Status.UNAUTHENTICATED;
    };
  }
}
