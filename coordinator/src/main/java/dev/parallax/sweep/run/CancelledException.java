package dev.parallax.sweep.run;

/** The operator cancelled the sweep. */
final class CancelledException extends RuntimeException {}
