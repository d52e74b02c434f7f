package dev.parallax.model.vantage;

/** The label keys of a vantage's location; operators may use other keys freely. */
public final class Label {
  public static final String ISP = "isp";
  public static final String ASN = "asn";
  public static final String PROVIDER = "provider";
  public static final String COUNTRY = "country";
  public static final String REGION = "region";
  public static final String CITY = "city";

  /**
   * {@code ADDRESS:PORT} at which other agents reach this agent's responder, when it differs from
   * the address that the coordinator observes. Only a token can bind it; an agent cannot declare
   * it.
   */
  public static final String RESPONDER = "responder";

  private Label() {}
}
