package dev.parallax.agent.dns;

/** The transport works and carried no DNS message: TLS or HTTP failed. */
final class CarrierException extends Exception {
  private static final long serialVersionUID = 1;

  CarrierException(String detail) {
    super(detail);
  }
}
