package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.HelloShape;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real servers with real chains. */
@ExtendWith(Leaks.class)
@SuppressWarnings("FutureReturnValueIgnored") // The prober under test detects the failure.
class CertificateTest {
  // Chains must be valid while the test runs.
  @SuppressWarnings("TimeInStaticInitializer")
  private static final Instant NOW = Instant.now();

  private static final X509Bundle ROOT = authority("CN=root");
  private static final X509Bundle INTERMEDIATE = issue(ROOT, CertificateTest::asAuthority);
  private static final X509Bundle GOOD = issue(INTERMEDIATE, builder -> builder);

  @Test
  void goodChain_isOk_andRecordedAsSent() throws Exception {
    try (var peer = peer(GOOD, GOOD.getCertificatePath());
        var prober = Probes.prober(ROOT.getCertificate())) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 5000);
      assertEquals("ok", Probes.word(result), result::toString);
      var tls = result.steps().tls().orElseThrow();
      assertEquals(2, tls.chain().size());
      assertEquals("EC 256", tls.chain().getFirst().key());
      assertEquals(List.of(Probes.HOST), tls.chain().getFirst().names());
      assertEquals("TLSv1.3", tls.agreed().version());
      assertTrue(tls.agreed().cipher().startsWith("TLS_"), tls::toString);
      assertEquals(64, tls.hello().hash().length());
      assertTrue(
          tls.traffic().bytesReceived() > 500 && tls.traffic().recordsReceived() > 1,
          tls::toString);
      assertEquals(200, result.steps().http().orElseThrow().status());
    }
  }

  @Test
  void lastStepTls_endsThere() throws Exception {
    try (var peer = peer(GOOD, GOOD.getCertificatePath());
        var prober = Probes.prober(ROOT.getCertificate())) {
      var result = Probes.one(prober, Probes.tls(peer.port()).judgedToo().spec(), 5000);
      assertEquals("ok", Probes.word(result));
      assertTrue(result.steps().http().isEmpty());
    }
  }

  @Test
  void expired() {
    assertWord("cert_expired", issue(ROOT, builder -> dates(builder, -20, -10)));
  }

  @Test
  void notYetValid() {
    assertWord("cert_not_yet_valid", issue(ROOT, builder -> dates(builder, 10, 20)));
  }

  @Test
  void expiredIntermediate() {
    var old = issue(ROOT, builder -> dates(asAuthority(builder), -20, -10));
    assertWord("cert_expired", issue(old, builder -> builder));
  }

  @Test
  void wrongName() throws Exception {
    try (var peer = peer(GOOD, GOOD.getCertificatePath());
        var prober = Probes.prober(ROOT.getCertificate())) {
      var spec = Probes.tls(peer.port()).host("other.example.net").judgedToo().spec();
      assertEquals("tls:cert_name_mismatch", Probes.word(Probes.one(prober, spec, 5000)));
    }
  }

  @Test
  void selfSigned() throws Exception {
    assertWord(
        "cert_self_signed",
        asAuthority(builder("CN=alone")).addSanDnsName(Probes.HOST).buildSelfSigned());
  }

  @Test
  void unknownAuthority() {
    var stranger = issue(authority("CN=stranger"), CertificateTest::asAuthority);
    assertWord("cert_unknown_issuer", issue(stranger, builder -> builder));
  }

  /** A leaf with the URL of its issuer's certificate shows that the issuer is missing. */
  @Test
  void missingIntermediate() throws Exception {
    var at = new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example/ca");
    var access = new AuthorityInformationAccess(AccessDescription.id_ad_caIssuers, at).getEncoded();
    var told =
        issue(INTERMEDIATE, it -> it.addExtensionOctetString("1.3.6.1.5.5.7.1.1", false, access));
    for (var sent : Map.of(told, "cert_incomplete_chain", GOOD, "cert_unknown_issuer").entrySet()) {
      try (var peer = peer(sent.getKey(), sent.getKey().getCertificate());
          var prober = Probes.prober(ROOT.getCertificate())) {
        var spec = Probes.tls(peer.port()).judgedToo().spec();
        assertEquals("tls:" + sent.getValue(), Probes.word(Probes.one(prober, spec, 5000)));
      }
    }
  }

  @Test
  void notJudged_onlyAHandshakeCounts() throws Exception {
    try (var peer = peer(GOOD, GOOD.getCertificatePath());
        var prober = Probes.prober()) {
      assertEquals("ok", Probes.word(Probes.one(prober, Probes.tls(peer.port()).spec(), 5000)));
    }
  }

  @Test
  void wrongClock_showsInTheDates() throws Exception {
    var behind = Clock.fixed(NOW.minus(Duration.ofDays(3650)), ZoneOffset.UTC);
    try (var peer = peer(GOOD, GOOD.getCertificatePath());
        var prober =
            new Prober(
                new ProberConfig(
                    Optional.empty(), Peer.loopback(9), List.of(ROOT.getCertificate())),
                Probes.LOCAL,
                behind)) {
      var result = Probes.one(prober, Probes.tls(peer.port()).judgedToo().spec(), 5000);
      assertEquals("tls:cert_not_yet_valid", Probes.word(result));
    }
  }

  @Test
  void serverWantsACertificate_tls13() throws Exception {
    assertMutual("TLSv1.3", "tls:alert_certificate_required");
  }

  @Test
  void serverWantsACertificate_tls12() throws Exception {
    assertMutual("TLSv1.2", "tls:alert_handshake_failure");
  }

  private static void assertMutual(String version, String word) throws Exception {
    try (var peer =
            TlsPeer.of(
                GOOD.getKeyPair().getPrivate(),
                builder -> TlsPeer.mutual(builder).protocols(version),
                TlsPeer.answer(TlsPeer.OK),
                GOOD.getCertificatePath());
        var prober = Probes.prober(ROOT.getCertificate())) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 5000);
      assertEquals(word, Probes.word(result), result::toString);
      assertTrue(result.steps().tls().orElseThrow().alert().orElseThrow().received());
    }
  }

  @Test
  void noCommonVersion_isAnAlert() throws Exception {
    try (var peer =
            TlsPeer.of(
                GOOD.getKeyPair().getPrivate(),
                builder -> builder.protocols("TLSv1.1"),
                TlsPeer.answer(TlsPeer.OK),
                GOOD.getCertificatePath());
        var prober = Probes.prober()) {
      var result = Probes.one(prober, Probes.tls(peer.port()).spec(), 5000);
      assertEquals("tls:alert_protocol_version", Probes.word(result));
    }
  }

  @Test
  void httpFaultsInsideTls() throws Exception {
    assertInside("http:http_reset", CertificateTest::reset);
    assertInside("http:http_eof", ChannelHandlerContext::close);
    assertInside("http:http_timeout", context -> {});
    assertInside(
        "http:http_status_5xx", TlsPeer.answer("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"));
    assertInside("http:http_malformed", TlsPeer.answer("nonsense\r\n\r\n"));
  }

  private static void reset(ChannelHandlerContext context) {
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    context.pipeline().firstContext().close();
  }

  private static void assertInside(String word, Consumer<ChannelHandlerContext> onRequest)
      throws Exception {
    try (var peer =
            TlsPeer.of(
                GOOD.getKeyPair().getPrivate(),
                builder -> builder,
                onRequest,
                GOOD.getCertificatePath());
        var prober = Probes.prober(ROOT.getCertificate())) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 1_800);
      assertEquals(word, Probes.word(result), result::toString);
    }
  }

  @Test
  void sameRecipe_sameHash_inTwoProbers() throws Exception {
    try (var peer = peer(GOOD, GOOD.getCertificatePath());
        var one = Probes.prober();
        var two = Probes.prober()) {
      var spec = Probes.tls(peer.port()).spec();
      var first = Probes.one(one, spec, 5000).steps().tls().orElseThrow();
      var again = Probes.one(one, spec, 5000).steps().tls().orElseThrow();
      var second = Probes.one(two, spec, 5000).steps().tls().orElseThrow();
      assertEquals(first.hello().hash(), second.hello().hash());
      assertEquals(first.hello().hash(), again.hello().hash());
      assertEquals(first.hello().bytes(), second.hello().bytes());
    }
  }

  @Test
  void withoutName_noneIsSent() throws Exception {
    try (var peer = Peer.of(talk -> talk.readRecord().finish());
        var prober = Probes.prober()) {
      // A longer name would make BoringSSL pad the whole to 512 bytes (RFC 7685).
      var named = Probes.tls(peer.port()).host("a.b");
      Probes.one(prober, named.spec(), 2000);
      Probes.one(prober, named.withoutName().spec(), 2000);
      assertTrue(text(peer.received.get(0)).contains("a.b"));
      assertFalse(text(peer.received.get(1)).contains("a.b"));
      assertEquals(peer.received.get(0).length - 9 - "a.b".length(), peer.received.get(1).length);
    }
  }

  @Test
  void recipeNobodyCanMake_isUnsupported() throws Exception {
    var strange =
        new HelloRecipe(
            List.of("TLSv9"),
            List.of("TLS_NO_SUCH"),
            List.of("X25519"),
            List.of(),
            HelloShape.ENGINE);
    try (var prober = Probes.prober()) {
      var result =
          prober
              .probe(Probes.https(443).spec(), strange, Duration.ofSeconds(1))
              .get(5, TimeUnit.SECONDS)
              .getFirst();
      assertEquals("not_run:unsupported", Probes.word(result), result::toString);
    }
  }

  @Test
  void warmUp_runsWholeProbes() {
    try (var prober = Probes.prober()) {
      assertEquals(20, prober.warmUpProbes());
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static void assertWord(String word, X509Bundle leaf) {
    try (var peer = peer(leaf, leaf.getCertificatePath());
        var prober = Probes.prober(ROOT.getCertificate())) {
      var result = Probes.one(prober, Probes.https(peer.port()).judgedToo().spec(), 5000);
      assertEquals("tls:" + word, Probes.word(result), result::toString);
      assertFalse(result.steps().tls().orElseThrow().chain().isEmpty());
    }
  }

  private static TlsPeer peer(X509Bundle leaf, X509Certificate... sent) {
    return TlsPeer.of(leaf.getKeyPair().getPrivate(), sent);
  }

  private static X509Bundle authority(String subject) {
    try {
      return asAuthority(builder(subject)).buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Bundle issue(X509Bundle by, UnaryOperator<CertificateBuilder> more) {
    try {
      var builder =
          builder("CN=" + Probes.HOST + " under " + by.getCertificate().getSerialNumber());
      return more.apply(builder.addSanDnsName(Probes.HOST)).buildIssuedBy(by);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static CertificateBuilder builder(String subject) {
    return dates(new CertificateBuilder().subject(subject).ecp256(), -30, 30);
  }

  private static CertificateBuilder asAuthority(CertificateBuilder builder) {
    return builder.setIsCertificateAuthority(true);
  }

  private static CertificateBuilder dates(CertificateBuilder builder, int from, int to) {
    return builder
        .notBefore(NOW.plus(Duration.ofDays(from)))
        .notAfter(NOW.plus(Duration.ofDays(to)));
  }
}
