package dev.parallax.fleet.enrolment;

/** Thrown when a request is not permitted; the message contains the reason and no secret. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  RefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The reason, which the caller receives. */
  public enum Reason {
    /** The token belongs to another coordinator. */
    TOKEN_FOREIGN,
    TOKEN_UNKNOWN,
    /** The id exists, and the secret does not match it. */
    TOKEN_FORGED,
    TOKEN_REVOKED,
    TOKEN_EXPIRED,
    TOKEN_USED_UP,
    /** Token, name, label or signing request is malformed or exceeds a bound. */
    MALFORMED,
    /** A vantage of that name has joined and is not revoked. */
    NAME_TAKEN,
    /** The certificate is not this authority's, or not an agent's. */
    CERTIFICATE_FOREIGN,
    /** The certificate is not valid now; it may still be accepted for a renewal. */
    CERTIFICATE_EXPIRED,
    /** The certificate has expired too long ago to be renewed. */
    CERTIFICATE_TOO_OLD,
    /** A later certificate of the vantage is in use. */
    CERTIFICATE_SUPERSEDED,
    /** The operator certificate was revoked. */
    OPERATOR_REVOKED,
    /** The proof is not by the certificate's key. */
    PROOF_WRONG,
    /** No such vantage here. */
    VANTAGE_UNKNOWN,
    /** The vantage, or the enrolment of the certificate, was revoked. */
    VANTAGE_REVOKED
  }
}
