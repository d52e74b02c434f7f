package dev.parallax.bench;

/** The reason why a figure could not be measured, as text. */
final class BenchFailure extends Exception {
  private static final long serialVersionUID = 1L;

  BenchFailure(String message) {
    super(message);
  }
}
