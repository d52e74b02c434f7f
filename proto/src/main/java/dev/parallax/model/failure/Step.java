package dev.parallax.model.failure;

import java.util.Locale;

/** The steps of a trial, in the order they run. */
public enum Step {
  DNS,
  TCP,
  TLS,
  HTTP;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
