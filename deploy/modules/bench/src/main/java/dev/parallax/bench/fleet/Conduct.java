package dev.parallax.bench.fleet;

/** The answer of a simulated agent to a plan. */
enum Conduct {
  /** Every trial passes. */
  HEALTHY,
  /** It sends nothing. */
  SILENT,
  /** Its connection breaks in the middle of the plan; it connects again and goes on. */
  DISCONNECTING
}
