package dev.parallax.agent.probe;

import static dev.parallax.agent.probe.BadSslCertificates.NOW;
import static dev.parallax.agent.probe.BadSslCertificates.authority;
import static dev.parallax.agent.probe.BadSslCertificates.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.OcspStaple;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The subdomains of badssl.com, each with the expected failure word. */
@ExtendWith(Leaks.class)
@ResourceLock(BadSslTest.LOCK)
class BadSslTest {
  /** The resource lock of the static fields, which {@link FailureWordsTest} sets too. */
  static final String LOCK = "dev.parallax.agent.probe.BadSslTest";

  private static BadSslServers servers;
  private static Prober prober;

  @BeforeAll
  static void makeThem() throws Exception {
    servers = new BadSslServers();
    prober = Probes.prober(servers.root());
  }

  @AfterAll
  static void close() {
    prober.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "expired, tls:cert_expired",
    "wrong.host, tls:cert_name_mismatch",
    "self-signed, tls:cert_self_signed",
    "untrusted-root, tls:cert_unknown_issuer",
    "revoked, tls:cert_revoked",
    "pinning-test, ok",
    "no-common-name, ok",
    "no-subject, ok",
    "incomplete-chain, tls:cert_incomplete_chain",
    "private-leaf-alone, tls:cert_unknown_issuer",
    "sha1-intermediate, tls:cert_weak_key_or_signature",
    "1000-sans, ok",
    "10000-sans, tls:cert_chain_too_large",
    "superfish, tls:cert_unknown_issuer",
    "edellroot, tls:cert_unknown_issuer",
    "dsdtestprovider, tls:cert_unknown_issuer",
    "preact-cli, tls:cert_unknown_issuer",
    "webpack-dev-server, tls:cert_self_signed",
    "reversed-chain, tls:cert_wrong_order",
    "other-key, tls:cert_key_mismatch",
    "client-purpose, tls:cert_wrong_purpose",
    "ecc256, ok",
    "ecc384, ok",
    "rsa2048, ok",
    "rsa4096, ok",
    "tls-v1-0, tls:alert_protocol_version",
    "tls-v1-1, tls:alert_protocol_version",
    "tls-v1-2, ok",
    "cbc, ok",
    "static-rsa, ok",
    "invalid-issuer, tls:cert_invalid_issuer",
    "name-constraint, tls:cert_name_constraint_violation",
    "critical-extension, tls:cert_unknown_critical_extension",
    "policy, tls:cert_policy_violation",
    "forged, tls:cert_bad_signature",
    "client, ok",
    "client-cert-missing, http:http_status_4xx",
    "client-cert-missing-eof, tls:closed_after_certificate_request",
    "client-cert-missing-reset, tls:closed_after_certificate_request"
  })
  void subdomain_readsAsAClientWouldSay(String name, String word) throws Exception {
    try (var peer = servers.start(name)) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertEquals(word, Probes.word(result), result::toString);
      if (word.startsWith("tls:cert_") && !name.equals("10000-sans")) {
        var tls = result.steps().tls().orElseThrow();
        assertFalse(tls.chain().isEmpty(), "the chain is recorded: " + result);
      }
    }
  }

  /** For dh480 to dh2048, and null; rc4, rc4-md5 and 3des are not in OpenSSL any more. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"dh2048, DHE-RSA-AES128-GCM-SHA256", "null, NULL-SHA256:@SECLEVEL=0"})
  void cipherSuiteThatClientsHaveRemoved_isAHandshakeFailure(
      String name, String cipher, @TempDir Path folder) throws Exception {
    var leaf = servers.certificates.issued(server().algorithm(Algorithm.rsa2048));
    try (var peer = OpenSslServer.start(folder, leaf, "-tls1_2", "-cipher", cipher)) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertEquals("tls:alert_handshake_failure", Probes.word(result), result::toString);
    }
  }

  @Test
  void clientCertificateMissing_isNamedWhereOnlyTheHandshakeCountsToo() throws Exception {
    try (var peer = servers.start("client-cert-missing-eof")) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertTrue(result.steps().tls().orElseThrow().certificateRequested());
    }
  }

  /** Only Firefox refuses it. */
  @Test
  void mustStapleWithoutAStaple_isOk_withANote() throws Exception {
    var features = HexFormat.of().parseHex("3003020105");
    var leaf =
        servers.certificates.issued(
            server().addExtensionOctetString("1.3.6.1.5.5.7.1.24", false, features));
    try (var peer = BadSslServers.serve(leaf)) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertEquals("ok", Probes.word(result), result::toString);
      var staple = result.steps().tls().orElseThrow().staple().orElseThrow();
      assertEquals(OcspStaple.Status.MISSING, staple.status());
      assertTrue(staple.detail().contains("Firefox refuses"), staple::detail);
    }
  }

  /** A bundle with an expired root only trusts no chain, whatever the result of other clients. */
  @Test
  void endedRoot_isAnUnknownIssuer() throws Exception {
    var ended = authority("CN=old").notAfter(NOW.minusSeconds(60)).buildSelfSigned();
    var leaf = server().buildIssuedBy(ended);
    try (var peer = BadSslServers.serve(leaf);
        var old = Probes.prober(ended.getCertificate())) {
      var result = Probes.one(old, Probes.https(peer.port()).judgedToo().spec(), 8_000);
      assertEquals("tls:cert_unknown_issuer", Probes.word(result), result::toString);
      assertTrue(result.outcome().toString().contains("the trusted root CN=old"), result::toString);
    }
  }
}
