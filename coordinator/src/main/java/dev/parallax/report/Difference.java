package dev.parallax.report;

/** An attribute by which failing and passing vantages may differ. */
enum Difference {
  REGION,
  NETWORK,
  RESOLVER,
  ADDRESSES,
  LEAF,
  TLS,
  CLOCK,
  AGENT
}
