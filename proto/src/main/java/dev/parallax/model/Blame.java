package dev.parallax.model;

/** Who can repair it. */
public enum Blame {
  HEALTHY,
  ORIGIN,
  REGION,
  PATH,
  VANTAGE,
  INCONCLUSIVE
}
