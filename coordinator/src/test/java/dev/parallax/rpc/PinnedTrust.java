package dev.parallax.rpc;

import dev.parallax.keys.ServerTrust;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** Trusts the certificates of one authority, at any clock time, as an agent does. */
final class PinnedTrust extends ServerTrust {
  private final X509Certificate authority;

  PinnedTrust(X509Certificate authority) {
    this.authority = authority;
  }

  @Override
  protected void check(X509Certificate[] chain, Optional<SSLEngine> engine)
      throws CertificateException {
    try {
      if (chain.length != 2 || !chain[1].equals(authority)) {
        throw new CertificateException("the server did not send the authority's certificate");
      }
      chain[0].verify(authority.getPublicKey());
    } catch (GeneralSecurityException foreign) {
      throw new CertificateException(foreign);
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {authority};
  }
}
