package dev.parallax.model.verdict;

import java.util.Locale;

/** How strong the evidence is, independent of the probability; in ascending order. */
public enum Grade {
  /** A pattern only. */
  SUGGESTIVE,
  /** A controlled contrast that is significant. */
  STRONG,
  /** An artefact with a single explanation, for example the same invalid leaf at every vantage. */
  PROOF;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
