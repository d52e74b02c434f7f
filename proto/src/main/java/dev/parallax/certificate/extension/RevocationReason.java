package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.text.Printable;
import java.util.List;

/** The reason of a revocation (CRLReason of RFC 5280, section 5.3.1). */
public final class RevocationReason {
  /** The reason of a delta CRL's entry that ends a hold: the certificate is not revoked. */
  public static final String REMOVED = "removeFromCRL";

  private static final List<String> REASONS =
      List.of(
          "unspecified",
          "keyCompromise",
          "cACompromise",
          "affiliationChanged",
          "superseded",
          "cessationOfOperation",
          "certificateHold",
          "7",
          REMOVED,
          "privilegeWithdrawn",
          "aACompromise");

  private RevocationReason() {}

  /**
   * The name of a reason, or its number when RFC 5280 does not name it.
   *
   * @throws MalformedDerException when the value is not an ENUMERATED
   */
  public static String of(Der enumerated) {
    var code = enumerated.as(Der.ENUMERATED).integer();
    boolean named = code.signum() >= 0 && code.bitLength() < 8 && code.intValue() < REASONS.size();
    return named ? REASONS.get(code.intValue()) : Printable.collapsed(code.toString(), 20);
  }
}
