package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.OcspStaple.Status;
import dev.parallax.model.observation.TlsStep;
import io.netty.pkitesting.CertificateBuilder;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real servers with invalid chains, some of which cannot be decoded. */
@ExtendWith(Leaks.class)
class OddChainTest {
  private static final CertificateStatus GOOD = CertificateStatus.GOOD;
  private static final Instant GONE = Instant.parse("2026-01-02T03:04:05Z");
  private static final CertificateStatus REVOKED = new RevokedStatus(Date.from(GONE), 1);

  @ParameterizedTest
  @CsvSource({
    "RSA, 2048, RSA, 1024, SHA256, RSA 1024",
    "RSA, 1024, RSA, 2048, SHA256, RSA 1024",
    "DSA, 2048, RSA, 2048, SHA256, signature SHA256withDSA",
    "EC, 192, EC, 256, SHA256, EC 192",
    "RSA, 2048, RSA, 2048, SHA1, signature SHA1withRSA",
    "RSA, 2048, RSA, 2048, MD5, signature MD5withRSA",
    "RSA, 2048, RSA, 2048, MD2, signature MD2withRSA",
    "EC, 256, EC, 256, SHA1, signature SHA1withECDSA"
  })
  void weakKeyOrSignature_anywhereUnderTheAnchor(
      String middle, int middleBits, String leaf, int leafBits, String hash, String said)
      throws Exception {
    var root = OddCertificate.root(keys("RSA", 2048));
    var authority = root.authority(keys(middle, middleBits));
    var server = authority.leaf(keys(leaf, leafBits), hash);
    var result = probe(server, root, authority);
    assertEquals("tls:cert_weak_key_or_signature", Probes.word(result), result::toString);
    assertTrue(result.outcome().toString().contains(said), result::toString);
    assertEquals(2, tls(result).chain().size());
  }

  @Test
  void weakAnchor_isBelievedAllTheSame() throws Exception {
    var root = OddCertificate.root(keys("RSA", 1024));
    var server = root.leaf(keys("EC", 256), "SHA256");
    assertEquals("ok", Probes.word(probe(server, root, root)));
  }

  private static KeyPair keys(String algorithm, int bits) throws Exception {
    return algorithm.equals("EC") && bits < 224
        ? OddCertificate.curve("P-" + bits)
        : OddCertificate.keys(algorithm, bits);
  }

  /** Another certificate was sent in the issuer's place; the leaf names the URL of the issuer. */
  @Test
  void wrongIntermediate_isAnIncompleteChain() throws Exception {
    var root = strongRoot();
    var server = root.authority(keys("EC", 256)).leaf(keys("EC", 256), "SHA256");
    var result = probe(server, root, root.authority(keys("EC", 256)));
    assertEquals("tls:cert_incomplete_chain", Probes.word(result), result::toString);
  }

  @Test
  void revokedByStaple() throws Exception {
    var root = strongRoot();
    var server = root.leaf(keys("EC", 256), "SHA256");
    var result = stapled(root, server, root.says(REVOKED, server.certificate()));
    assertEquals("tls:cert_revoked", Probes.word(result), result::toString);
    assertEquals(Status.REVOKED, staple(result).status());
    assertEquals(GONE, staple(result).revokedAt().orElseThrow());
    assertEquals("keyCompromise", staple(result).detail());
  }

  @Test
  void goodStaple_isRecorded() throws Exception {
    var root = strongRoot();
    var server = root.leaf(keys("EC", 256), "SHA256");
    var result = stapled(root, server, root.says(GOOD, server.certificate()));
    assertEquals("ok", Probes.word(result), result::toString);
    assertEquals(Status.GOOD, staple(result).status());
  }

  @Test
  void stapleOfSomebodyElse_revokesNothing() throws Exception {
    var root = strongRoot();
    var server = root.leaf(keys("EC", 256), "SHA256");
    var result = stapled(root, server, strongRoot().says(REVOKED, server.certificate()));
    assertEquals("ok", Probes.word(result), result::toString);
    assertEquals(Status.UNVERIFIED, staple(result).status());
  }

  @Test
  void stapleOfNonsense_isUnreadable() throws Exception {
    var root = strongRoot();
    var result = stapled(root, root.leaf(keys("EC", 256), "SHA256"), new byte[] {1, 2, 3});
    assertEquals("ok", Probes.word(result), result::toString);
    assertEquals(Status.UNREADABLE, staple(result).status());
  }

  /** Only a part of the sent bytes arrives. */
  @Test
  void stapleOfTenMegabytes_isRefusedAtItsFirstBytes() throws Exception {
    var root = strongRoot();
    var leaf = root.leaf(keys("EC", 256), "SHA256").certificate().getEncoded();
    try (var peer = Peer.of(talk -> HugeStaple.send(talk.readRecord(), leaf));
        var prober = Probes.prober(root.certificate())) {
      var result = Probes.one(prober, Probes.tls(peer.port()).judgedToo().spec(), 10_000);
      assertEquals("tls:cert_chain_too_large", Probes.word(result), result::toString);
      assertTrue(tls(result).traffic().bytesReceived() <= 128 * 1024, result::toString);
    }
  }

  /** More than are judged: the handshake and its chain are kept, and the server has no fault. */
  @Test
  void twoHundredCertificates_areAllKept_andNotJudged() throws Exception {
    var root = strongRoot();
    var server = root.leaf(keys("EC", 256), "SHA256");
    var result = sent(server, root, followed(server, 199));
    assertEquals("not_run:unsupported", Probes.word(result), result::toString);
    assertTrue(result.outcome().toString().contains("200 certificates of the chain > 128"));
    assertEquals(200, tls(result).chain().size());
  }

  @Test
  void moreThan100KiBOfCertificates_areTooMany() throws Exception {
    var root = strongRoot();
    var server = root.leaf(keys("EC", 256), "SHA256");
    var result = sent(server, root, followed(server, 400));
    assertEquals("tls:cert_chain_too_large", Probes.word(result), result::toString);
    assertTrue(tls(result).traffic().bytesReceived() <= 128 * 1024, result::toString);
  }

  private static X509Certificate[] followed(OddCertificate leaf, int strangers) throws Exception {
    var all = new X509Certificate[1 + strangers];
    Arrays.fill(all, strongRoot().certificate());
    all[0] = leaf.certificate();
    return all;
  }

  /** The engine refuses it before any other code sees it. */
  @Test
  void leafThatIsNoCertificate_isTheEnginesFailure() throws Exception {
    var root = strongRoot();
    var real = root.leaf(keys("EC", 256), "SHA256");
    var result = sent(real, root, new NotACertificate(real.certificate(), (byte) 0x30, (byte) 7));
    assertEquals("tls:cert_malformed", Probes.word(result), result::toString);
    assertTrue(result.outcome().toString().contains("CANNOT_PARSE_LEAF_CERT"), result::toString);
  }

  @Test
  void issuerThatIsNoCertificate_isKeptAsSent() throws Exception {
    var root = strongRoot();
    var real = root.leaf(keys("EC", 256), "SHA256");
    var result =
        sent(real, root, real.certificate(), new NotACertificate(root.certificate(), (byte) 9));
    assertEquals("ok", Probes.word(result), result::toString);
    assertEquals("09", tls(result).chain().get(1).der().toString());
  }

  @Test
  void hiddenMarksInNames_doNotReachTheRecord() throws Exception {
    var bundle =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=a\u202eb\u0007c\u009bd")
            .addSanDnsName(Probes.HOST)
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    try (var peer = TlsPeer.of(bundle.getKeyPair().getPrivate(), bundle.getCertificate());
        var prober = Probes.prober()) {
      var result = Probes.one(prober, Probes.tls(peer.port()).judgedToo().spec(), 10_000);
      assertEquals("tls:cert_self_signed", Probes.word(result), result::toString);
      assertEquals("CN=a b c d", tls(result).chain().getFirst().subject());
      assertTrue(
          result.outcome().toString().contains("detail=CN=a b c d is signed"), result::toString);
    }
  }

  private static OddCertificate strongRoot() throws Exception {
    return OddCertificate.root(keys("EC", 256));
  }

  private static ProbeResult probe(
      OddCertificate server, OddCertificate trusted, OddCertificate... above) {
    var sent =
        Stream.concat(Stream.of(server), Arrays.stream(above))
            .map(OddCertificate::certificate)
            .toArray(X509Certificate[]::new);
    return probe(TlsPeer.of(server.keys().getPrivate(), sent), trusted);
  }

  private static ProbeResult stapled(OddCertificate trusted, OddCertificate server, byte[] staple) {
    return probe(
        TlsPeer.stapling(staple, server.keys().getPrivate(), server.certificate()), trusted);
  }

  private static ProbeResult sent(
      OddCertificate server, OddCertificate trusted, X509Certificate... bytes) {
    return probe(TlsPeer.sendingAnything(server.keys().getPrivate(), bytes), trusted);
  }

  private static ProbeResult probe(TlsPeer peer, OddCertificate trusted) {
    try (peer;
        var prober = Probes.prober(trusted.certificate())) {
      return Probes.one(prober, Probes.tls(peer.port()).judgedToo().spec(), 10_000);
    }
  }

  private static TlsStep tls(ProbeResult result) {
    return result.steps().tls().orElseThrow();
  }

  private static OcspStaple staple(ProbeResult result) {
    return tls(result).staple().orElseThrow();
  }
}
