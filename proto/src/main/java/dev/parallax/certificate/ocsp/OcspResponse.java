package dev.parallax.certificate.ocsp;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.DerFields;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.model.value.Bytes;
import java.util.List;

/**
 * A basic OCSP response (RFC 6960, section 4.2.1), decoded and not yet verified.
 *
 * @param signedData the signed encoding
 * @param algorithm object identifier of the signature algorithm
 * @param certificates DER of the certificates in the response
 */
record OcspResponse(
    Bytes signedData,
    String algorithm,
    Bytes signature,
    List<Bytes> certificates,
    List<OcspStatus> statuses) {
  private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";

  OcspResponse {
    certificates = List.copyOf(certificates);
    statuses = List.copyOf(statuses);
  }

  /**
   * @throws MalformedDerException when it is not a response, or contains an error status only
   */
  static OcspResponse read(byte[] der) {
    var outer = Der.of(der).as(Der.SEQUENCE).fields();
    var status = outer.next(Der.ENUMERATED).integer();
    if (status.signum() != 0) {
      throw new MalformedDerException("the responder answered with error " + status);
    }
    var response = outer.next(Der.explicit(0)).only().as(Der.SEQUENCE).fields();
    var type = response.next().identifier();
    if (!type.equals(BASIC)) {
      throw new MalformedDerException("a response of type " + type);
    }
    return basic(Der.of(response.next(Der.OCTET_STRING).bytes()).as(Der.SEQUENCE).fields());
  }

  private static OcspResponse basic(DerFields basic) {
    var data = basic.next(Der.SEQUENCE);
    var algorithm = basic.next(Der.SEQUENCE).fields().next().identifier();
    var signature = basic.next().bits();
    var certificates =
        basic.optional(Der.explicit(0)).map(Der::only).map(Der::children).orElse(List.of());
    return new OcspResponse(
        Bytes.copyOf(data.encoded()),
        algorithm,
        Bytes.copyOf(signature),
        certificates.stream().map(Der::encoded).map(Bytes::copyOf).toList(),
        statuses(data.fields()));
  }

  /** The responder's name is ignored: its signature identifies it. */
  private static List<OcspStatus> statuses(DerFields data) {
    data.optional(Der.explicit(0));
    data.next();
    data.next().time();
    return data.next(Der.SEQUENCE).children().stream().map(OcspStatus::read).toList();
  }
}
