package dev.parallax.stage;

/** A fatal error: a program ended, did not become ready, or had an unexpected output. */
public final class StageFailure extends Exception {
  private static final long serialVersionUID = 1;

  public StageFailure(String message) {
    super(message);
  }
}
