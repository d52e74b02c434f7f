package dev.parallax.model;

import java.util.Locale;

/** How a target is spoken to; the last step a base probe reaches follows from it. */
public enum Scheme {
  /** TCP, TLS, one HTTP request. */
  HTTPS(443, Step.HTTP),
  /** TCP and one HTTP request in the clear. */
  HTTP(80, Step.HTTP),
  /** TCP and TLS, nothing above. */
  TLS(443, Step.TLS);

  private final int defaultPort;
  private final Step lastStep;

  Scheme(int defaultPort, Step lastStep) {
    this.defaultPort = defaultPort;
    this.lastStep = lastStep;
  }

  public int defaultPort() {
    return defaultPort;
  }

  public Step lastStep() {
    return lastStep;
  }

  public boolean encrypted() {
    return this != HTTP;
  }

  /** The scheme as written in a URL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
