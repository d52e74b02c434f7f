package dev.parallax.agent.link;

import dev.parallax.model.vantage.VantageId;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * The identity of an agent.
 *
 * @param key belongs to {@code certificate}; never leaves the host
 * @param certificate signed by {@code authority}; carries the vantage's name
 * @param authority the coordinator's CA, pinned when the agent joined
 */
public record AgentIdentity(
    VantageId vantage, PrivateKey key, X509Certificate certificate, X509Certificate authority) {
  /** Without the key, so that a log cannot leak it. */
  @Override
  public String toString() {
    return vantage + " until " + certificate.getNotAfter().toInstant();
  }
}
