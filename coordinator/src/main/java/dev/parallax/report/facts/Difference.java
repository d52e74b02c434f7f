package dev.parallax.report.facts;

/** An attribute by which failing and passing vantages may differ. */
public enum Difference {
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
