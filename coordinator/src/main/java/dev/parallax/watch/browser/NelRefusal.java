package dev.parallax.watch.browser;

import java.util.Locale;

/** Why a report is not counted. */
public enum NelRefusal {
  /** Not the JSON of a report, or with a value out of its range. */
  MALFORMED,
  /** A body or a list of reports beyond the limits. */
  TOO_LARGE,
  /** A report of another kind than a network error. */
  OTHER_TYPE,
  /** Its target is not watched. */
  FOREIGN,
  /** The failure is too long ago. */
  STALE,
  /** Its network, or all clients, sent too many in a minute. */
  RATE;

  /** The label of the metric. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
