package dev.parallax.report;

/** An attribute by which failing and passing vantages may differ. */
enum Difference {
  REGION,
  NETWORK,
  RESOLVER,
  ADDRESSES,
  LEAF,
  TLS,
  TCP_TIME,
  TLS_TIME,
  ROUTER,
  CLOCK,
  AGENT
}
