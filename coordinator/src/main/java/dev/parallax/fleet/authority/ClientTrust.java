package dev.parallax.fleet.authority;

import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.fleet.enrolment.Admission;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts client certificates that this coordinator's authority signed. {@link Admission} checks
 * validity periods and revocation at each call.
 */
final class ClientTrust extends X509ExtendedTrustManager {
  // RFC 5280, section 4.2.1.12.
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  private final CertificateAuthority authority;

  ClientTrust(CertificateAuthority authority) {
    this.authority = authority;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    try {
      check(chain);
    } catch (RuntimeException | StackOverflowError unreadable) {
      // Netty passes certificates unparsed: an exception of the parser is caused by the peer.
      throw new CertificateException(
          "the certificate cannot be read: " + unreadable.getClass().getSimpleName());
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this side is the server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority.certificate()};
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    // The length first: getEncoded does not parse.
    if (chain.length == 0 || chain[0].getEncoded().length > IssuedCertificate.LONGEST) {
      throw new CertificateException("the certificate is not signed by this coordinator");
    }
    var client = CertificateReader.chain(chain, 1)[0];
    if (!authority.issued(client)) {
      throw new CertificateException("the certificate is not signed by this coordinator");
    }
    if (!purposes(client).contains(CLIENT_AUTH)) {
      throw new CertificateException("the certificate is not for a client");
    }
  }

  private static List<String> purposes(X509Certificate certificate)
      throws CertificateParsingException {
    return Optional.ofNullable(certificate.getExtendedKeyUsage()).orElseGet(List::of);
  }
}
