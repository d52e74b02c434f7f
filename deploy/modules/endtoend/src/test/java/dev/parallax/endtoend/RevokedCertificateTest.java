package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.parallax.stage.Authority;
import dev.parallax.stage.AuthorityAddresses;
import dev.parallax.stage.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers with a revoked leaf and with a revoked intermediate, whose authority answers by OCSP and
 * by a CRL: no server staples, every agent accepts the chain, the coordinator asks.
 */
final class RevokedCertificateTest {
  private static final String LEAF = "leaf.example.test";
  private static final String BETWEEN = "between.example.test";
  private static final String SOUND = "sound.example.test";
  private static final Instant GONE = Instant.parse("2026-01-20T08:00:00Z");
  private static final String SENTENCE =
      "the certificate the service presents is not valid (everywhere): the certificate is revoked";

  @TempDir static Path folder;
  private static final List<HttpServer> servers = new ArrayList<>();
  private static final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private static String authorityUrl = "";
  private static JsonNode asked;
  private static String text = "";
  private static JsonNode unasked;

  @BeforeAll
  static void sweep() throws Exception {
    authorityUrl = "http://127.0.0.1:" + listen(HttpServer.create(), "127.0.0.1");
    var now = Instant.now();
    var root = new Authority(now);
    var bundle = Files.writeString(folder.resolve("ca.pem"), root.pem()).toString();
    var targets = targets(root, now);
    String[] serve = {
      "--ca-bundle", bundle, "--reference", targets.getLast(), "--revocation-allow", "127.0.0.0/8"
    };
    try (var site = Site.start(folder, serve)) {
      site.agent("a1", "--ca-bundle", bundle);
      site.agent("b1", "--ca-bundle", bundle);
      var ended = sweep(site, targets, "asked.json");
      assertEquals(1, ended.exit(), ended::toString);
      text = ended.out().replaceAll("\\s+", " ");
      site.restart("--ca-bundle", bundle, "--reference", targets.getLast(), "--no-revocation");
      Await.until("both agents are back", () -> site.isReady("a1") && site.isReady("b1"));
      var without = sweep(site, targets, "unasked.json");
      assertEquals(0, without.exit(), without::toString);
    }
    asked = read("asked.json");
    unasked = read("unasked.json");
  }

  @AfterAll
  static void stop() {
    servers.forEach(server -> server.stop(0));
  }

  @Test
  void revokedLeaf_isTheServices() {
    assertRevoked(LEAF);
    assertTrue(text.contains("by its OCSP at " + authorityUrl + "/ocsp"), text);
  }

  @Test
  void revokedIntermediate_isTheServices() {
    assertRevoked(BETWEEN);
    assertTrue(text.contains("by its CRL at " + authorityUrl + "/root.crl"), text);
  }

  @Test
  void certificateThatIsNotRevoked_isHealthy() {
    assertEquals("HEALTHY", SweepDocument.verdict(asked, SOUND).path("blame").asText());
  }

  @Test
  void withoutRevocation_everyTargetIsHealthy() {
    for (var name : List.of(LEAF, BETWEEN, SOUND)) {
      assertEquals("HEALTHY", SweepDocument.verdict(unasked, name).path("blame").asText(), name);
    }
  }

  private static void assertRevoked(String name) {
    var verdict = SweepDocument.verdict(asked, name);
    assertEquals("ORIGIN", verdict.path("blame").asText(), verdict::toString);
    assertEquals("O3", verdict.path("hypothesis").asText(), verdict::toString);
    assertEquals("cert_revoked", verdict.path("failure").asText());
    assertTrue(verdict.path("headline").asText().endsWith(SENTENCE), verdict::toString);
  }

  /** The last is the target whose certificates are good. */
  private static List<String> targets(Authority root, Instant now) throws Exception {
    var listing = root.at(list("/root.crl"));
    var good = listing.subordinate("Good intermediate", now);
    var gone = listing.subordinate("Revoked intermediate", now);
    var responding = root.at(responder("/ocsp"));
    var leaf = issue(responding, LEAF, now);
    answers.put("/ocsp", root.revocation(leaf.certificate(), GONE, now));
    answers.put("/root.crl", root.revocationList(gone.certificate(), GONE, now));
    return List.of(
        target(LEAF, "127.206.9.1", leaf),
        target(BETWEEN, "127.206.9.2", issue(gone, BETWEEN, now), gone.certificate()),
        target(SOUND, "127.206.9.3", issue(good, SOUND, now), good.certificate()));
  }

  private static AuthorityAddresses list(String path) {
    return new AuthorityAddresses(
        Optional.empty(), Optional.empty(), Optional.of(authorityUrl + path));
  }

  private static AuthorityAddresses responder(String path) {
    return new AuthorityAddresses(
        Optional.empty(), Optional.of(authorityUrl + path), Optional.empty());
  }

  private static ServerIdentity issue(Authority authority, String host, Instant now)
      throws Exception {
    return authority.issue(host, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(60)));
  }

  private static String target(
      String name, String address, ServerIdentity identity, X509Certificate... intermediates)
      throws Exception {
    var server = HttpsServer.create();
    server.setHttpsConfigurator(new HttpsConfigurator(ServerTls.of(identity, intermediates)));
    return "https://%s:%d@%s".formatted(name, listen(server, address), address);
  }

  private static int listen(HttpServer server, String address) throws IOException {
    server.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 0);
    server.createContext("/", RevokedCertificateTest::answer);
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var content = answers.getOrDefault(exchange.getRequestURI().getPath(), new byte[] {'.'});
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    }
  }

  private static Program.Ended sweep(Site site, List<String> targets, String file) {
    var arguments = new ArrayList<>(List.of("sweep"));
    arguments.addAll(targets);
    arguments.addAll(List.of("-o", "text", "-o", "json=" + folder.resolve(file)));
    return site.here(arguments.toArray(String[]::new));
  }

  private static JsonNode read(String file) throws IOException {
    return new JsonMapper().readTree(folder.resolve(file).toFile());
  }
}
