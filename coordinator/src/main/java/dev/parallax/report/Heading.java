package dev.parallax.report;

/** The report's own words, besides what it reports. */
enum Heading {
  SWEEP,
  AFFECTED,
  FAILURE,
  HOPS,
  HOPS_BETWEEN,
  COVERAGE,
  ANSWERED,
  MISSING,
  STEPS,
  INSIDE,
  INSIDE_ROUTE,
  NO_REGION,
  EXPIRES,
  EXPIRES_TODAY,
  EXPIRED,
  ARMS,
  ARM_FAILURES,
  DIFFERENCES,
  FAILING,
  PASSING,
  EVIDENCE,
  ELSE,
  NOT_RUN,
  NEXT,
  REMEDIES,
  EXIT,
  LEGEND,
  ROUND
}
