package dev.parallax.certificate.rule;

/**
 * The rules of a path, in the order in which a fault is reported. A chain with no other fault than
 * its dates is the sign of a wrong clock, so dates come early.
 */
public enum Rule {
  /** Every extension for the validation can be decoded. */
  READABLE,
  /** Each certificate above the leaf may sign the certificate below it. */
  ISSUERS,
  /** The current time is within all validity periods. */
  DATES,
  /** The leaf is for the host. */
  NAME,
  /** No authority excludes a name below it. */
  NAME_CONSTRAINTS,
  /** Every key is permitted for its use. */
  PURPOSES,
  /** No critical extension is unknown. */
  CRITICAL_EXTENSIONS,
  /** The stapled response does not revoke the leaf. */
  REVOCATION,
  /** Keys and signatures are strong enough. */
  STRENGTH,
  /** The authorities' certificate policies hold. */
  POLICIES
}
