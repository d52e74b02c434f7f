package dev.parallax.model;

/** The label keys that say where a vantage is; other keys are free for the operator's own use. */
public final class Label {
  public static final String ISP = "isp";
  public static final String ASN = "asn";
  public static final String PROVIDER = "provider";
  public static final String COUNTRY = "country";
  public static final String REGION = "region";
  public static final String CITY = "city";

  private Label() {}
}
