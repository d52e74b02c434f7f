package dev.parallax.stage;

/** It cannot go on: a program ended, or did not get ready, or said what it should not. */
public final class StageFailure extends Exception {
  private static final long serialVersionUID = 1;

  public StageFailure(String message) {
    super(message);
  }
}
