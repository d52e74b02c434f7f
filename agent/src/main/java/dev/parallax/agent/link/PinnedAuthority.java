package dev.parallax.agent.link;

import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.keys.ServerTrust;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.wire.Contract;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/**
 * Trusts one coordinator: its certificate is signed by a pinned CA and carries the coordinator's
 * name. Validity dates are ignored, because the local clock may be wrong.
 */
final class PinnedAuthority extends ServerTrust {
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final int DNS_NAME = 2;

  /** More than a coordinator sends: its chain is its certificate and that of its CA. */
  private static final int LONGEST = 8;

  private final Bytes hash;
  private final List<X509Certificate> known;

  private PinnedAuthority(Bytes hash, List<X509Certificate> known) {
    this.hash = hash;
    this.known = known;
  }

  /** Only the hash of the CA is known; the server must send the CA itself, last in its chain. */
  static PinnedAuthority byHash(Bytes hash) {
    return new PinnedAuthority(hash, List.of());
  }

  /**
   * @param known one or more; a refusal names the hash of the first
   */
  static PinnedAuthority of(List<X509Certificate> known) throws GeneralSecurityException {
    return new PinnedAuthority(Sha256.of(known.getFirst().getEncoded()), known);
  }

  @Override
  protected void check(X509Certificate[] sent, Optional<SSLEngine> engine)
      throws CertificateException {
    var chain = CertificateReader.chain(sent, LONGEST);
    try {
      checkServer(chain[0], authority(chain));
    } catch (CertificateException refused) {
      throw refused;
    } catch (GeneralSecurityException refused) {
      throw new CertificateException(refused.getMessage(), refused);
    }
  }

  /**
   * The last certificate of the chain, which must be pinned. A server that sends its certificate
   * alone is checked against the first pinned CA.
   */
  private X509Certificate authority(X509Certificate[] chain) throws GeneralSecurityException {
    var last = chain[chain.length - 1];
    if (known.contains(last)) {
      return last;
    }
    if (chain.length == 1 && !known.isEmpty()) {
      return known.getFirst();
    }
    checkHash(last);
    return last;
  }

  private void checkHash(X509Certificate last) throws GeneralSecurityException {
    var presented = Sha256.of(last.getEncoded());
    if (!presented.equals(hash)) {
      var pinnedBy = known.isEmpty() ? "this token is for" : "this agent joined";
      throw new WrongCoordinatorException(pinnedBy, presented, hash);
    }
  }

  private static void checkServer(X509Certificate server, X509Certificate authority)
      throws GeneralSecurityException {
    require(authority.getBasicConstraints() >= 0, "the last certificate of the chain is no CA");
    require(server.getBasicConstraints() < 0, "the server's certificate is itself a CA");
    require(
        server.getIssuerX500Principal().equals(authority.getSubjectX500Principal()),
        "the server's certificate names another issuer than the pinned CA");
    server.verify(authority.getPublicKey());
    require(
        names(server).contains(Contract.COORDINATOR_NAME),
        "the server's certificate is not for " + Contract.COORDINATOR_NAME);
    var usage = Optional.ofNullable(server.getExtendedKeyUsage()).orElse(List.of());
    require(
        usage.isEmpty() || usage.contains(SERVER_AUTHENTICATION),
        "the certificate is not for a server");
  }

  private static List<String> names(X509Certificate server) throws CertificateException {
    Collection<List<?>> names =
        Optional.ofNullable(server.getSubjectAlternativeNames()).orElse(List.of());
    return names.stream()
        .filter(name -> name.get(0).equals(DNS_NAME))
        .map(name -> String.valueOf(name.get(1)))
        .toList();
  }

  private static void require(boolean holds, String otherwise) throws CertificateException {
    if (!holds) {
      throw new CertificateException(otherwise);
    }
  }
}
