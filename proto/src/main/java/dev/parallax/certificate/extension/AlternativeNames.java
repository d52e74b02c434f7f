package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.model.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The subject alternative name extension (RFC 5280, section 4.2.1.6).
 *
 * @param addresses of 4 or 16 bytes
 * @param directory Names
 * @param otherTags tags of other kinds of names
 */
public record AlternativeNames(
    List<String> dns, List<Bytes> addresses, List<Der> directory, Set<Integer> otherTags) {
  static final int DNS = 0x82;
  static final int ADDRESS = 0x87;
  static final int DIRECTORY = 0xa4;

  private static final AlternativeNames NONE =
      new AlternativeNames(List.of(), List.of(), List.of(), Set.of());

  public AlternativeNames {
    dns = List.copyOf(dns);
    addresses = List.copyOf(addresses);
    directory = List.copyOf(directory);
    otherTags = Set.copyOf(otherTags);
  }

  /**
   * The names of a certificate, empty without the extension.
   *
   * @throws MalformedDerException when it cannot be decoded; the certificate then has no known
   *     names
   */
  public static AlternativeNames of(X509Certificate certificate) {
    return CertificateExtension.of(certificate, CertificateExtension.ALTERNATIVE_NAMES)
        .map(AlternativeNames::read)
        .orElse(NONE);
  }

  private static AlternativeNames read(Der value) {
    var dns = new ArrayList<String>();
    var addresses = new ArrayList<Bytes>();
    var directory = new ArrayList<Der>();
    var otherTags = new HashSet<Integer>();
    for (var name : value.as(Der.SEQUENCE).children()) {
      switch (name.tag()) {
        case DNS -> dns.add(text(name));
        case ADDRESS -> addresses.add(address(name));
        case DIRECTORY -> directory.add(name.only().as(Der.SEQUENCE));
        default -> otherTags.add(name.tag());
      }
    }
    return new AlternativeNames(dns, addresses, directory, otherTags);
  }

  /**
   * An IA5String.
   *
   * @throws MalformedDerException when it has a byte outside ASCII
   */
  static String text(Der value) {
    var bytes = value.bytes();
    for (byte character : bytes) {
      if (character < 0) {
        throw new MalformedDerException("a DNS name with a byte outside ASCII");
      }
    }
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static Bytes address(Der value) {
    var bytes = value.bytes();
    if (bytes.length != 4 && bytes.length != 16) {
      throw new MalformedDerException("an address of " + bytes.length + " bytes");
    }
    return Bytes.copyOf(bytes);
  }
}
