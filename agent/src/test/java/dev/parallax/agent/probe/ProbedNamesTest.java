package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.BrowserHello;
import dev.parallax.model.plan.ProbeSpecBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that DNS, browsers and curl allow beyond the host names of RFC 1123. */
@ExtendWith(Leaks.class)
class ProbedNamesTest {
  private static final String UNDERSCORE = "code_cube.wild.example";
  private static final String HYPHEN = "r3---sn-.wild.example";

  static Stream<String> names() {
    return Stream.of(UNDERSCORE, HYPHEN, "-x.wild.example");
  }

  @ParameterizedTest
  @MethodSource("names")
  void nameIsSentAndCoveredByAWildcard(String name) throws Exception {
    var site = wildcard();
    try (var peer = TlsPeer.of(site.getKeyPair().getPrivate(), site.getCertificate());
        var prober = Probes.prober(site.getCertificate())) {
      var result = Probes.one(prober, at(peer.port(), Arms.base(target(name))).build(), 4_000);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(Optional.of(name), result.steps().tls().orElseThrow().hello().serverName());
    }
  }

  @Test
  void helloOfABrowserCarriesAnUnderscoreToo() throws Exception {
    var site = wildcard();
    try (var peer = TlsPeer.of(site.getKeyPair().getPrivate(), site.getCertificate());
        var prober = Probes.prober(site.getCertificate())) {
      var spec = at(peer.port(), Arms.browser(target(UNDERSCORE), BrowserHello.CHROME)).build();
      assertEquals(new Outcome.Ok(), Probes.one(prober, spec, 4_000).outcome());
    }
  }

  @Test
  void redirectToTheSameNameIsFollowed() throws Exception {
    try (var peer =
            Peer.of(
                talk -> {
                  int port = talk.socket().getLocalPort();
                  answer(talk, "302 Found\r\nLocation: http://" + UNDERSCORE + ":" + port + "/b");
                  answer(talk, "200 OK");
                });
        var prober = Probes.prober()) {
      var target = Target.parse("http://" + UNDERSCORE);
      var result = Probes.one(prober, at(peer.port(), Arms.base(target)).build(), 4_000);
      assertEquals("ok", Probes.word(result), result::toString);
      assertEquals(200, result.steps().http().orElseThrow().status());
    }
  }

  private static void answer(Peer.Talk talk, String head) throws IOException {
    talk.readRequest().say("HTTP/1.1 " + head + "\r\nContent-Length: 0\r\n\r\n");
  }

  private static Target target(String name) {
    return Target.parse("tls://" + name);
  }

  private static ProbeSpecBuilder at(int port, ProbeSpecBuilder probe) {
    return probe.port(port).at(Probes.LOOPBACK);
  }

  /** With {@code *.wild.example}, which the name builder cannot encode. */
  private static X509Bundle wildcard() throws Exception {
    var name = "*.wild.example".getBytes(StandardCharsets.US_ASCII);
    var names = new byte[name.length + 4];
    names[0] = 0x30;
    names[1] = (byte) (name.length + 2);
    names[2] = (byte) 0x82;
    names[3] = (byte) name.length;
    System.arraycopy(name, 0, names, 4, name.length);
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=wild")
        .addExtensionOctetString("2.5.29.17", false, names)
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }
}
