package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.BrowserHello;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.HelloShape;
import dev.parallax.model.plan.ProbeSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recipes as sent. */
@ExtendWith(Leaks.class)
class HelloTest {
  private static final Prober PROBER = Probes.prober();
  private static final long STEP_MILLIS = 3_000;

  @AfterAll
  static void close() {
    PROBER.close();
  }

  /** BoringSSL pads 256 to 511 bytes, which some old servers cannot process. */
  @Test
  void baseHello_isPaddedTo512() {
    var hello = sent(Arms.base(target(0)).build());
    assertEquals(512, hello.bytes());
    assertEquals("t13d1313h1_f4ad024020fe_eca864cca44a", hello.ja4());
  }

  @Test
  void smallHello_isTheBaseWithoutPadding() {
    var hello = sent(Arms.shaped(target(0), Arm.SMALL_HELLO).build());
    assertEquals(264, hello.bytes());
    assertEquals("t13d1312h1_f4ad024020fe_40271e0a5736", hello.ja4());
  }

  @Test
  void byHandAndByEngine_oneRecipeGivesOneHello() {
    var big = Arms.shaped(target(0), Arm.BIG_HELLO).build().hello().recipe().orElseThrow();
    var padded = new HelloShape(big.shape().extensions(), false, 512, HelloShape.Split.WHOLE);
    var engine = sent(Arms.base(target(0)).build());
    var byHand = sent(by(HelloRecipe.STANDARD.shaped(padded)));
    assertEquals(engine.hash(), byHand.hash());
    assertEquals(engine.ja4(), byHand.ja4());
    assertNotEquals(engine.random(), byHand.random());
  }

  @Test
  void bigHello_fillsMoreThanOneSegment() {
    assertEquals(1_700, sent(Arms.shaped(target(0), Arm.BIG_HELLO).build()).bytes());
  }

  /** The fingerprint of the capture; both ClientHellos fill two segments. */
  @ParameterizedTest
  @EnumSource
  void browserHello_hasTheFingerprintOfTheBrowser(BrowserHello browser) {
    var hello = sent(Arms.browser(target(0), browser).build());
    assertEquals(browser.ja4(), hello.ja4());
    assertTrue(hello.bytes() > 1_500, hello::toString);
  }

  /** A device that reads the first segment alone, as Ethernet has them. */
  @ParameterizedTest
  @EnumSource
  void deviceThatReadsOneSegment_breaksABrowsersHelloAlone(BrowserHello browser) throws Exception {
    try (var peer =
        Peer.of(
            talk -> {
              if (talk.readRecord().peer().received.getLast().length > 1_460) {
                talk.reset();
              } else {
                talk.finish();
              }
            })) {
      var browsers = Arms.browser(target(peer.port()), browser).build();
      var base = Arms.base(target(peer.port())).build();
      assertEquals(
          "tls:reset_after_client_hello", Probes.word(Probes.one(PROBER, browsers, STEP_MILLIS)));
      assertEquals(
          "tls:eof_after_client_hello", Probes.word(Probes.one(PROBER, base, STEP_MILLIS)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SMALL_HELLO", "BIG_HELLO", "BROWSER_HELLO", "ECH_GREASE", "TLS12", "TLS13"})
  void twoOfTheSame_differInRandomAlone(Arm arm) {
    var spec = spec(arm, 0);
    var first = sent(spec);
    var second = sent(spec);
    assertEquals(first.hash(), second.hash());
    assertNotEquals(first.random(), second.random());
    assertEquals(64, first.random().length());
  }

  @Test
  void anyChangeOfARecipe_changesTheHash() {
    var hashes =
        List.of(
            sent(Arms.base(target(0)).build()).hash(),
            sent(Arms.noSni(target(0)).build()).hash(),
            sent(spec(Arm.TLS12, 0)).hash(),
            sent(spec(Arm.TLS13, 0)).hash(),
            sent(by(recipe(List.of("P-256", "X25519"), List.of("http/1.1")))).hash(),
            sent(by(recipe(List.of("X25519", "P-256"), List.of("h2")))).hash(),
            sent(spec(Arm.ECH_GREASE, 0)).hash(),
            sent(spec(Arm.BIG_HELLO, 0)).hash(),
            sent(spec(Arm.BROWSER_HELLO, 0)).hash(),
            sent(Arms.browser(target(0), BrowserHello.FIREFOX).build()).hash());
    assertEquals(hashes.size(), hashes.stream().distinct().count(), hashes::toString);
  }

  private static HelloRecipe recipe(List<String> groups, List<String> alpn) {
    var like = HelloRecipe.STANDARD;
    return new HelloRecipe(like.versions(), like.ciphers(), groups, alpn, like.shape());
  }

  private static ProbeSpec by(HelloRecipe recipe) {
    return Arms.base(target(0)).hello(hello -> hello.by(recipe)).build();
  }

  private static ProbeSpec spec(Arm arm, int port) {
    return switch (arm) {
      case TLS12, TLS13 -> Arms.version(target(port), arm).build();
      case BROWSER_HELLO -> Arms.browser(target(port), BrowserHello.CHROME).build();
      default -> Arms.shaped(target(port), arm).build();
    };
  }

  private static TlsStep.SentHello sent(ProbeSpec spec) {
    try (var peer = Peer.of(talk -> talk.readRecord().reset())) {
      var result = Probes.one(PROBER, spec.but().port(peer.port()).build(), STEP_MILLIS);
      assertEquals("tls:reset_after_client_hello", Probes.word(result), result::toString);
      var hello = result.steps().tls().orElseThrow().hello();
      assertEquals(peer.received.getFirst().length, hello.bytes() + 5);
      return hello;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Target target(int port) {
    return new Target(
        Scheme.HTTPS, Probes.HOST, port == 0 ? 443 : port, Optional.of(Probes.LOOPBACK), "/");
  }
}
