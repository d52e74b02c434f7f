package dev.parallax.agent.link;

import io.grpc.Status;

/**
 * Thrown when an enrolment or renewal failed; the message is one line that names the coordinator
 * and the cause.
 */
public final class EnrolmentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Status.Code code;

  EnrolmentException(String message, Status.Code code, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  EnrolmentException(String message, Status.Code code) {
    super(message);
    this.code = code;
  }

  /** The status of the call; {@code PERMISSION_DENIED} from a renewal means permanently revoked. */
  public Status.Code code() {
    return code;
  }
}
