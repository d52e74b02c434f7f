package dev.parallax.model.verdict;

import java.util.Locale;

/** Which part of the blamed side. */
public enum Segment {
  SERVICE,
  EDGE,
  ZONE,
  TRANSIT,
  ACCESS,
  RESOLVER,
  AGENT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
