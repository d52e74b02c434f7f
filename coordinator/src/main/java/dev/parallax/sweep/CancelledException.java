package dev.parallax.sweep;

/** The operator cancelled the sweep. */
final class CancelledException extends RuntimeException {}
