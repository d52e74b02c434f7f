package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.BrowserHello;
import dev.parallax.model.plan.HelloShape;
import dev.parallax.model.plan.HelloShape.Split;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.ProbeSpecBuilder;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every arm of TLS against servers that are in order. */
@ExtendWith(Leaks.class)
class HandshakesTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 4_000;
  private static final X509Bundle SITE = Sites.ec();
  private static final X509Bundle RSA_SITE = Sites.rsa();

  @TempDir Path folder;

  @AfterAll
  static void close() {
    PROBER.close();
  }

  static Stream<Arguments> arms() {
    return Stream.of(
        arm("base", Arms.base(HelloTest.target(0)), "TLSv1.3", "x25519"),
        arm("segments", Arms.splitHello(HelloTest.target(0), Split.SEGMENTS), "TLSv1.3", "x25519"),
        arm("records", Arms.splitHello(HelloTest.target(0), Split.RECORDS), "TLSv1.3", "x25519"),
        arm("small", shaped(Arm.SMALL_HELLO), "TLSv1.3", "x25519"),
        arm("big", shaped(Arm.BIG_HELLO), "TLSv1.3", "x25519"),
        arm("ech", shaped(Arm.ECH_GREASE), "TLSv1.3", "x25519"),
        arm("bigInSegments", split(Arm.BIG_HELLO, Split.SEGMENTS), "TLSv1.3", "x25519"),
        arm("bigInRecords", split(Arm.BIG_HELLO, Split.RECORDS), "TLSv1.3", "x25519"),
        arm("tls12", Arms.version(HelloTest.target(0), Arm.TLS12), "TLSv1.2", "x25519"),
        arm("tls13", Arms.version(HelloTest.target(0), Arm.TLS13), "TLSv1.3", "x25519"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("arms")
  void boringSsl(String name, ProbeSpec spec, String version, String group) {
    try (var peer = TlsPeer.of(SITE.getKeyPair().getPrivate(), SITE.getCertificate())) {
      assertAgreed(spec, peer.port(), version, group);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("arms")
  void openSsl(String name, ProbeSpec spec, String version, String group) throws Exception {
    try (var peer = OpenSslServer.start(folder, SITE)) {
      assertAgreed(spec, peer.port(), version, group);
    }
  }

  private static void assertAgreed(ProbeSpec spec, int port, String version, String group) {
    var tls = ok(spec, port);
    assertEquals(version, tls.agreed().version(), tls::toString);
    assertEquals(group, tls.agreed().group(), tls::toString);
    assertTrue(tls.agreed().cipher().startsWith("TLS_"), tls::toString);
    assertFalse(tls.certificateRequested(), tls::toString);
    assertEquals(group.equals("secp384r1"), tls.agreed().retried(), tls::toString);
    assertTrue(tls.traffic().recordsReceived() > 0 && tls.traffic().recordsSent() > 0);
  }

  @Test
  void browserHello_getsAHybridKey() {
    try (var peer =
        server(
            builder ->
                builder.option(
                    OpenSslContextOption.GROUPS, new String[] {"X25519MLKEM768", "X25519"}))) {
      for (var browser : BrowserHello.values()) {
        var spec = Arms.browser(HelloTest.target(0), browser).build();
        assertAgreed(spec, peer.port(), "TLSv1.3", "X25519MLKEM768");
      }
    }
  }

  @Test
  void anotherGroupThanOffered_isAskedFor_andThatIsAnAnswer() {
    try (var peer =
        server(builder -> builder.option(OpenSslContextOption.GROUPS, new String[] {"P-384"}))) {
      for (var spec : List.of(shaped(Arm.SMALL_HELLO), Arms.base(HelloTest.target(0)))) {
        assertAgreed(spec.build(), peer.port(), "TLSv1.3", "secp384r1");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void eachSuiteAlone(String suite, String version, boolean rsa) throws Exception {
    try (var peer = OpenSslServer.start(folder, rsa ? RSA_SITE : SITE)) {
      var tls = ok(Arms.suite(HelloTest.target(0), suite).build(), peer.port());
      assertEquals(suite, tls.agreed().cipher());
      assertEquals(version, tls.agreed().version());
    }
  }

  static Stream<Arguments> suites() {
    return Stream.of(
        arguments("TLS_AES_128_GCM_SHA256", "TLSv1.3", false),
        arguments("TLS_AES_256_GCM_SHA384", "TLSv1.3", false),
        arguments("TLS_CHACHA20_POLY1305_SHA256", "TLSv1.3", false),
        arguments("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLSv1.2", false),
        arguments("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLSv1.2", false),
        arguments("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2", true),
        arguments("TLS_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2", true),
        // No engine of ours offers these.
        arguments("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "TLSv1.2", true),
        arguments("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", "TLSv1.2", true));
  }

  @Test
  void handWritten_readsCertificatesWhereTheyAreInTheClear() throws Exception {
    try (var peer = OpenSslServer.start(folder, RSA_SITE)) {
      var spec = Arms.suite(HelloTest.target(0), "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256").build();
      assertEquals("RSA 2048", ok(spec, peer.port()).chain().getFirst().key());
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aRequestForACertificate_isSeen(Arm version) {
    try (var peer = server(HandshakesTest::optional)) {
      assertTrue(
          ok(Arms.version(HelloTest.target(0), version).build(), peer.port())
              .certificateRequested());
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void aSelfSignedCertificate_isPresentedToWhoeverTakesAny(Arm version) {
    try (var peer = server(TlsPeer::mutual)) {
      var spec =
          Arms.version(HelloTest.target(0), version)
              .hello(hello -> hello.withCertificate())
              .build();
      assertTrue(ok(spec, peer.port()).certificateRequested());
    }
  }

  static List<Arm> versions() {
    return List.of(Arm.TLS12, Arm.TLS13);
  }

  private static SslContextBuilder optional(SslContextBuilder builder) {
    return TlsPeer.mutual(builder).clientAuth(ClientAuth.OPTIONAL);
  }

  private static TlsPeer server(UnaryOperator<SslContextBuilder> more) {
    return TlsPeer.of(
        SITE.getKeyPair().getPrivate(), more, TlsPeer.answer(TlsPeer.OK), SITE.getCertificate());
  }

  private static TlsStep ok(ProbeSpec spec, int port) {
    var result = Probes.one(PROBER, spec.but().port(port).judged(false).build(), STEP_MILLIS);
    assertEquals("ok", Probes.word(result), result::toString);
    return result.steps().tls().orElseThrow();
  }

  private static ProbeSpecBuilder shaped(Arm arm) {
    return Arms.shaped(HelloTest.target(0), arm);
  }

  private static ProbeSpecBuilder split(Arm arm, Split split) {
    var recipe = shaped(arm).build().hello().recipe().orElseThrow();
    var shape = recipe.shape();
    var cut = new HelloShape(shape.extensions(), shape.grease(), shape.size(), split);
    return shaped(arm).hello(hello -> hello.by(recipe.shaped(cut)));
  }

  private static Arguments arm(String name, ProbeSpecBuilder spec, String version, String group) {
    return arguments(name, spec.build(), version, group);
  }
}
