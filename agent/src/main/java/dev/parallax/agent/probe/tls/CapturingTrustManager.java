package dev.parallax.agent.probe.tls;

import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts every chain and keeps its bytes. A probe must complete the handshake and record the chain
 * as sent; the chain is validated afterwards.
 */
public final class CapturingTrustManager extends X509ExtendedTrustManager {
  private final List<byte[]> sent = new ArrayList<>();

  /** DER, leaf first; empty when none arrived. */
  public List<byte[]> sent() {
    return List.copyOf(sent);
  }

  private void keep(X509Certificate[] chain) {
    sent.clear();
    for (var certificate : chain) {
      try {
        sent.add(certificate.getEncoded());
      } catch (CertificateEncodingException unreadable) {
        throw new IllegalStateException("a certificate off the wire has bytes", unreadable);
      }
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    keep(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
    keep(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    keep(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
    throw new UnsupportedOperationException("a probe is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
    throw new UnsupportedOperationException("a probe is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("a probe is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
