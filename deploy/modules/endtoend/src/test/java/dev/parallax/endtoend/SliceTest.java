package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.report.document.JsonReport;
import dev.parallax.stage.Authority;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two agents, a healthy target and an expired certificate, from the command line to the report and
 * back.
 */
final class SliceTest {
  private static final String GOOD = "good.example.test";
  private static final String OLD = "old.example.test";
  private static final String ORIGIN = "127.200.9.1";

  @TempDir Path folder;

  @Test
  void healthyAndExpired() throws Exception {
    try (var loop = new PeerLoop()) {
      var authority = new Authority(Instant.now());
      var port = origin(loop, authority).getPort();
      var bundle = Files.writeString(folder.resolve("ca.pem"), authority.pem()).toString();
      try (var site = Site.start(folder, "--reference", target("reference.example.test", port))) {
        site.agent("a1", "--ca-bundle", bundle);
        site.agent("b1", "--ca-bundle", bundle);
        var json = folder.resolve("sweep.json").toString();

        var ended =
            site.parallax(
                "sweep", target(GOOD, port), target(OLD, port), "-o", "text", "-o", "json=" + json);

        assertEquals(1, ended.exit(), ended::toString);
        var report = read(Path.of(json));
        assertEquals(List.of("HEALTHY/ N0", "ORIGIN/service O3"), verdicts(report));
        assertTrue(ended.out().contains("the certificate has expired"), ended::out);
        assertEquals(List.of(), schemaErrors(Files.readString(Path.of(json))));
        var again = attributedAgain(site, json);
        assertEquals(verdicts(report), verdicts(again));
        assertEquals(report.path("targets"), again.path("targets"));
      }
    }
  }

  private static JsonNode attributedAgain(Site site, String json) throws Exception {
    var again = Program.run(Program.PARALLAX, site.folder(), "attribute", json, "-o", "json");
    assertFalse(again.out().isEmpty(), again::toString);
    return new JsonMapper().readTree(again.out());
  }

  private static InetSocketAddress origin(PeerLoop loop, Authority authority) throws Exception {
    var now = Instant.now();
    var hour = Duration.ofHours(1);
    return TlsOrigin.start(
        loop,
        new InetSocketAddress(ORIGIN, 0),
        authority.issue("reference.example.test", now.minus(hour), now.plus(hour)),
        Map.of(
            GOOD, authority.issue(GOOD, now.minus(hour), now.plus(hour)),
            OLD, authority.issue(OLD, now.minus(hour.multipliedBy(9)), now.minus(hour))),
        Clock.systemUTC());
  }

  private static String target(String name, int port) {
    return "https://" + name + ":" + port + "@" + ORIGIN;
  }

  private static JsonNode read(Path file) throws Exception {
    return new JsonMapper().readTree(Files.readString(file));
  }

  private static List<String> verdicts(JsonNode report) {
    return report
        .path("targets")
        .valueStream()
        .map(target -> target.path("verdicts").path(0))
        .map(
            verdict ->
                "%s/%s %s"
                    .formatted(
                        verdict.path("blame").asText(),
                        verdict.path("segment").isNull() ? "" : verdict.path("segment").asText(),
                        verdict.path("hypothesis").asText()))
        .toList();
  }

  private static List<String> schemaErrors(String document) throws Exception {
    try (var stream =
        Objects.requireNonNull(JsonReport.class.getResourceAsStream("sweep.schema.json"))) {
      var schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(
                  new String(stream.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
      return schema.validate(document, InputFormat.JSON).stream().map(Object::toString).toList();
    }
  }
}
