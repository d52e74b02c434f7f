package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import dev.parallax.stage.ServerIdentity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of four agents at targets that each agent judges right and a fleet could blame wrong. */
final class FleetCasesTest {
  private static final String REFERENCE = "reference.example.test";
  private static final String PURPOSE = "purpose.example.test";
  private static final String ALONE = "alone.example.test";
  private static final String CLOSED = "closed.example.test";
  private static final String LISTED = "listed.example.test";
  private static final String LISTED_ADDRESS = "127.205.1.4";
  private static final Map<String, String> VANTAGES =
      new TreeMap<>(
          Map.of(
              "a1", "127.205.1.1",
              "b1", "127.205.1.2",
              "c1", "127.205.1.3",
              "d1", LISTED_ADDRESS));

  @TempDir static Path folder;
  private static PeerLoop loop = new PeerLoop();
  private static JsonNode report;
  private static String text;

  @BeforeAll
  static void sweep() throws Exception {
    var authority = new Authority(Instant.now());
    var tls = ServerTls.of(issue(authority, CLOSED));
    var listed = ServerTls.of(issue(authority, LISTED));
    var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
    var origin = origin(authority);
    try (var closed = new MailServer("127.205.9.2", tls, client -> true);
        var blocks = new MailServer("127.205.9.3", listed, FleetCasesTest::isListed);
        var site =
            Site.start(folder, "--ca-bundle", bundle, "--reference", target(REFERENCE, origin))) {
      VANTAGES.forEach(
          (name, address) -> site.agent(name, "--bind", address, "--ca-bundle", bundle));
      var json = folder.resolve("sweep.json");
      var ended =
          site.here(
              "sweep",
              target(PURPOSE, origin),
              target(ALONE, origin),
              closed.target(CLOSED),
              blocks.target(LISTED),
              "-o",
              "text",
              "-o",
              "json=" + json);
      text = ended.out();
      assertEquals(1, ended.exit(), ended::toString);
      report = new JsonMapper().readTree(Files.readString(json));
    }
  }

  @AfterAll
  static void stop() {
    loop.close();
  }

  @Test
  void certificateForClientsAlone_isTheServicesAndNamesThePurpose() {
    assertInvalidCertificate(
        PURPOSE, "cert_wrong_purpose", "the certificate is not for TLS servers");
  }

  /** Whether an intermediate is missing cannot be known: the leaf names no URL of its issuer. */
  @Test
  void leafAloneOfAPrivateRoot_isAnUnknownIssuer_withBothWaysOpen() {
    assertInvalidCertificate(
        ALONE, "cert_unknown_issuer", "the certificate's issuer is not trusted");
    var words = section(ALONE);
    assertTrue(words.contains("A private CA has to be installed at every client"), words);
    assertTrue(words.contains("If the issuer is a public CA's intermediate"), words);
    assertFalse(words.contains("cert_incomplete_chain"), words);
    assertFalse(words.contains("an intermediate is missing"), words);
  }

  @Test
  void mailServerTurnsEveryClientAway_isTheServicesPolicy() {
    var verdict = verdict(CLOSED);
    assertEquals("ORIGIN", verdict.path("blame").asText());
    assertEquals("starttls_refused_by_policy", verdict.path("failure").asText());
    assertPolicy(CLOSED, "a1, b1, c1, d1");
  }

  @Test
  void mailServerTurnsOneClientAway_isThatClientsRefusal() {
    var verdict = verdict(LISTED);
    assertEquals("ORIGIN", verdict.path("blame").asText(), verdict::toString);
    assertEquals("E6", verdict.path("hypothesis").asText(), verdict::toString);
    assertEquals("[\"d1\"]", verdict.at("/scope/vantages").toString());
    assertPolicy(LISTED, "d1");
  }

  private static void assertInvalidCertificate(String name, String word, String sentence) {
    var verdict = verdict(name);
    assertEquals("ORIGIN", verdict.path("blame").asText());
    assertEquals("O3", verdict.path("hypothesis").asText());
    assertEquals(word, verdict.path("failure").asText());
    assertTrue(verdict.path("headline").asText().endsWith(sentence), verdict::toString);
  }

  private static void assertPolicy(String name, String vantages) {
    var verdict = verdict(name);
    var headline = verdict.path("headline").asText();
    assertTrue(
        headline.endsWith("turns this client away before TLS, by its policy or load"), headline);
    assertTrue(
        verdict.path("credibleSet").findValuesAsText("hypothesis").stream().noneMatch("O8"::equals),
        verdict::toString);
    var words = section(name);
    assertTrue(words.contains(vantages + ": the server replied " + MailServer.REFUSAL), words);
    assertFalse(words.contains("another protocol"), words);
    assertFalse(words.contains("curl"), words);
    assertFalse(words.contains("HTTP error"), words);
    assertTrue(words.contains("swaks --server 127.205.9."), words);
  }

  private static JsonNode verdict(String name) {
    return SweepDocument.verdict(report, name);
  }

  /** The lines about a target, of which a paragraph is one line. */
  private static String section(String name) {
    return Stream.of(text.split("─{9,}", -1))
        .map(String::strip)
        .filter(lines -> lines.lines().findFirst().orElse("").contains(name))
        .filter(lines -> !lines.startsWith("✗"))
        .map(lines -> lines.replaceAll("\\s+", " "))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isListed(InetAddress client) {
    return client.getHostAddress().equals(LISTED_ADDRESS);
  }

  private static InetSocketAddress origin(Authority authority) throws Exception {
    var now = Instant.now();
    var hour = Duration.ofHours(1);
    var stranger = Authority.named("Private root", now);
    return TlsOrigin.start(
        loop,
        new InetSocketAddress(InetAddress.ofLiteral("127.205.9.1"), 0),
        issue(authority, REFERENCE),
        Map.of(
            PURPOSE,
            authority.issue(
                PURPOSE, KeyPurposeId.id_kp_clientAuth, now.minus(hour), now.plus(hour)),
            ALONE,
            issue(stranger, ALONE)),
        Clock.systemUTC());
  }

  private static ServerIdentity issue(Authority authority, String host) throws Exception {
    var now = Instant.now();
    return authority.issue(host, now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
  }

  private static String target(String name, InetSocketAddress at) {
    return "https://%s:%d@%s".formatted(name, at.getPort(), at.getAddress().getHostAddress());
  }
}
