package dev.parallax.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

final class ServerTrustTest {
  private static final X509Certificate[] CHAIN = {};

  private final List<Optional<SSLEngine>> checks = new ArrayList<>();
  private final ServerTrust trust =
      new ServerTrust() {
        @Override
        protected void check(X509Certificate[] chain, Optional<SSLEngine> engine) {
          checks.add(engine);
        }
      };

  @Test
  void everyServer_isChecked() throws CertificateException, NoSuchAlgorithmException {
    var engine = SSLContext.getDefault().createSSLEngine();
    trust.checkServerTrusted(CHAIN, "ECDSA");
    trust.checkServerTrusted(CHAIN, "ECDSA", engine);
    assertEquals(List.of(Optional.empty(), Optional.of(engine)), checks);
  }

  @Test
  void everyClient_isRefused() throws NoSuchAlgorithmException {
    var engine = SSLContext.getDefault().createSSLEngine();
    assertThrows(CertificateException.class, () -> trust.checkClientTrusted(CHAIN, "ECDSA"));
    assertThrows(
        CertificateException.class, () -> trust.checkClientTrusted(CHAIN, "ECDSA", engine));
    assertEquals(List.of(), checks);
  }
}
