package dev.parallax.fleet.authority;

import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.keys.ServerTrust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one coordinator: by its listener's certificate where that is known, otherwise by its
 * authority. Recognising a certificate needs no signature verification, which costs a program that
 * has just started 0.1 s.
 */
public final class CoordinatorTrust extends ServerTrust {
  /** A coordinator sends its listener's certificate and its authority's. */
  private static final int LONGEST = 2;

  private final X509Certificate authority;
  private final Optional<X509Certificate> listener;

  /**
   * @param authority the coordinator's
   * @param listener the certificate of the coordinator's last start, if known
   */
  public CoordinatorTrust(X509Certificate authority, Optional<X509Certificate> listener) {
    this.authority = authority;
    this.listener = listener;
  }

  @Override
  protected void check(X509Certificate[] chain, Optional<SSLEngine> engine)
      throws CertificateException {
    var read = CertificateReader.chain(chain, LONGEST);
    // The host's name is checked with the engine only.
    var handshake =
        engine.orElseThrow(
            () -> new CertificateException("a coordinator is reached through an engine"));
    if (isListener(read[0])) {
      read[0].checkValidity();
    } else {
      byAuthority().checkServerTrusted(read, "UNKNOWN", handshake);
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority};
  }

  private boolean isListener(X509Certificate server) {
    return listener.filter(server::equals).isPresent();
  }

  private X509ExtendedTrustManager byAuthority() throws CertificateException {
    try {
      var trusted = KeyStore.getInstance("JKS");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", authority);
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(trusted);
      return Stream.of(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException | IOException impossible) {
      throw new CertificateException("this Java cannot trust one authority", impossible);
    }
  }
}
