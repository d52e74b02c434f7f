package dev.parallax.model.verdict;

/** The party that can repair the fault. */
public enum Blame {
  HEALTHY,
  ORIGIN,
  REGION,
  PATH,
  VANTAGE,
  INCONCLUSIVE
}
