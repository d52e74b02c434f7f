package dev.parallax.bench;

/** Why a figure could not be measured, in words for whoever runs the benchmarks. */
final class BenchFailure extends Exception {
  private static final long serialVersionUID = 1L;

  BenchFailure(String message) {
    super(message);
  }
}
