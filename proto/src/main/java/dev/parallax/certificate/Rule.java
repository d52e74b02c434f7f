package dev.parallax.certificate;

/**
 * What a path must fulfil, in the order in which a fault is reported. A chain that is fine but for
 * its dates is exactly what a wrong clock sees, so dates come early.
 */
enum Rule {
  /** Every extension a judgement rests on can be read. */
  READABLE,
  /** Each certificate above the leaf may sign the one below it. */
  ISSUERS,
  /** Now is within all validity periods. */
  DATES,
  /** The leaf is for the host. */
  NAME,
  /** No authority excludes a name below it. */
  NAME_CONSTRAINTS,
  /** Every key is for what it is used for. */
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
