package dev.parallax.model;

/** The label keys that say where a vantage is; other keys are free for the operator's own use. */
public final class Label {
  public static final String ISP = "isp";
  public static final String ASN = "asn";
  public static final String PROVIDER = "provider";
  public static final String COUNTRY = "country";
  public static final String REGION = "region";
  public static final String CITY = "city";

  /**
   * {@code ADDRESS:PORT} at which the operator lets other agents reach this one's responder, where
   * that is not the address the coordinator sees. A token binds it; an agent cannot declare it.
   */
  public static final String RESPONDER = "responder";

  private Label() {}
}
