package dev.parallax.sweep.run;

/** The coordinator is stopping or starting; the sweep continues, and can be followed later. */
public final class SweepInterruptedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SweepInterruptedException(String message) {
    super(message);
  }
}
