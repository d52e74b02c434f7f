package dev.parallax.keys;

import dev.parallax.certificate.reader.CertificateReader;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Private keys (PKCS#8, unencrypted) and certificates as PEM (RFC 7468). */
public final class Pem {
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";

  private Pem() {}

  public static String of(PrivateKey key) {
    return block(KEY, key.getEncoded());
  }

  public static String of(X509Certificate certificate) {
    try {
      return block(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a parsed certificate has its encoding", impossible);
    }
  }

  public static String of(List<X509Certificate> certificates) {
    return certificates.stream().map(Pem::of).collect(Collectors.joining());
  }

  /**
   * The first private key in {@code text}.
   *
   * @throws IllegalArgumentException without the text in the message, when there is none
   */
  public static PrivateKey key(String text) {
    return P256.privateKey(first(KEY, text));
  }

  /**
   * The first certificate in {@code text}.
   *
   * @throws IllegalArgumentException when there is none, or it exceeds a limit of the decoder
   */
  public static X509Certificate certificate(String text) {
    var der = first(CERTIFICATE, text);
    try {
      return CertificateReader.certificate(der);
    } catch (CertificateException refused) {
      throw new IllegalArgumentException(
          "expected an X.509 certificate in a PEM block: " + refused.getMessage(), refused);
    }
  }

  /**
   * All certificates in {@code text}, in their order.
   *
   * @throws IllegalArgumentException when there is none, or one exceeds a limit of the decoder
   */
  public static List<X509Certificate> certificates(String text) {
    var certificates = new ArrayList<X509Certificate>();
    var rest = text;
    do {
      certificates.add(certificate(rest));
      rest = rest.substring(rest.indexOf(end(CERTIFICATE)) + end(CERTIFICATE).length());
    } while (rest.contains(begin(CERTIFICATE)));
    return List.copyOf(certificates);
  }

  private static String begin(String label) {
    return "-----BEGIN " + label + "-----";
  }

  private static String end(String label) {
    return "-----END " + label + "-----";
  }

  private static String block(String label, byte[] der) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return begin(label) + "\n" + base64 + "\n" + end(label) + "\n";
  }

  private static byte[] first(String label, String text) {
    var from = text.indexOf(begin(label));
    var to = from < 0 ? -1 : text.indexOf(end(label), from);
    if (to < 0) {
      throw new IllegalArgumentException("expected a PEM block " + label + ", found none");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin(label).length(), to));
    } catch (IllegalArgumentException malformed) {
      // The decoder's message contains a character of the text, which may be a key.
      throw new IllegalArgumentException("expected base64 in a PEM block " + label);
    }
  }
}
