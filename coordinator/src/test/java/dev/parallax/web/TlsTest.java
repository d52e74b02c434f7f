package dev.parallax.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.authority.Identity;
import dev.parallax.web.access.WebConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Beyond loopback: TLS, and a certificate of an operator. */
@Timeout(60)
final class TlsTest {
  private static final char[] NO_PASSWORD = {};

  private WebStage stage;

  @BeforeEach
  void open(@TempDir Path folder) {
    // The wildcard counts as beyond loopback; the test reaches it over loopback.
    stage =
        new WebStage(
            folder,
            new WebConfig(WebStage.at("0.0.0.0"), Optional.empty(), Set.of("parallax.example")));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void operatorsCertificate_letsIn() throws Exception {
    var answer = get("/", Optional.of(stage.desk.operator()));
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("TLSv1.3", answer.sslSession().orElseThrow().getProtocol());
  }

  @Test
  void nobody_isToldWhatIsMissing_andSeesOnlyHealth() throws Exception {
    assertEquals(401, get("/", Optional.empty()).statusCode());
    assertEquals(401, get("/metrics", Optional.empty()).statusCode());
    assertEquals(200, get("/healthz", Optional.empty()).statusCode());
  }

  @Test
  void agentsCertificate_doesNot() throws Exception {
    var keys = AgentKeys.generate();
    var issued = stage.desk.joined("eu-1", keys);
    var agent =
        new Identity(keys.pair().getPrivate(), List.of(issued, stage.desk.authority.certificate()));
    assertEquals(401, get("/", Optional.of(agent)).statusCode());
  }

  @Test
  void foreignCertificate_doesNot(@TempDir Path other) {
    try (var elsewhere = new Desk(other)) {
      var stranger = elsewhere.operator();
      assertThrows(IOException.class, () -> get("/", Optional.of(stranger)));
    }
  }

  @Test
  void address_isOneThatTheCertificateNames() {
    assertTrue(stage.server.address().startsWith("https://localhost:"), stage.server.address());
  }

  private HttpResponse<String> get(String path, Optional<Identity> client)
      throws IOException, InterruptedException, GeneralSecurityException {
    try (var http = HttpClient.newBuilder().sslContext(tls(client)).build()) {
      return http.send(
          HttpRequest.newBuilder(stage.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  /** Trusts the coordinator's authority and names, as a browser does that was given it. */
  private SSLContext tls(Optional<Identity> client) throws GeneralSecurityException, IOException {
    var context = SSLContext.getInstance("TLSv1.3");
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    var own = empty();
    if (client.isPresent()) {
      var identity = client.get();
      own.setKeyEntry(
          "own", identity.key(), NO_PASSWORD, identity.chain().toArray(X509Certificate[]::new));
    }
    keys.init(own, NO_PASSWORD);
    var trust = TrustManagerFactory.getInstance("PKIX");
    var authorities = empty();
    authorities.setCertificateEntry("authority", stage.desk.authority.certificate());
    var rules = new PKIXBuilderParameters(authorities, new X509CertSelector());
    rules.setRevocationEnabled(false);
    rules.setDate(Date.from(stage.desk.clock.instant()));
    trust.init(new CertPathTrustManagerParameters(rules));
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
