package dev.parallax.agent.link;

import dev.parallax.model.vantage.VantageId;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The identity of an agent.
 *
 * @param key belongs to {@code certificate}; never leaves the host
 * @param certificate carries the vantage's name
 * @param authorities the CAs by which a coordinator is trusted: first the CA that signed {@code
 *     certificate}, then its successor, if prepared
 */
public record AgentIdentity(
    VantageId vantage,
    PrivateKey key,
    X509Certificate certificate,
    List<X509Certificate> authorities) {
  public AgentIdentity {
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("expected the CA of the coordinator, got none");
    }
    authorities = List.copyOf(authorities);
  }

  /** With a single CA. */
  public AgentIdentity(
      VantageId vantage, PrivateKey key, X509Certificate certificate, X509Certificate authority) {
    this(vantage, key, certificate, List.of(authority));
  }

  /** The CA that signed the certificate. */
  public X509Certificate authority() {
    return authorities.getFirst();
  }

  /** Without the key, so that a log cannot leak it. */
  @Override
  public String toString() {
    return vantage + " until " + certificate.getNotAfter().toInstant();
  }
}
