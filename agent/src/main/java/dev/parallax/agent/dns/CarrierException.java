package dev.parallax.agent.dns;

/** What carries messages works, and carries none. */
final class CarrierException extends Exception {
  private static final long serialVersionUID = 1;

  CarrierException(String said) {
    super(said);
  }
}
