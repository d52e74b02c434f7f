package dev.parallax.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.web.request.Links;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reports of browsers over a real port, with an agent without a network. */
@Timeout(60)
final class NelEndpointTest {
  private static final String FILE =
      """
      watches:
        - {target: shop.example.com, interval: 1h}
        - {target: quiet.example, interval: 1h}
      """;
  private static final String TYPE = "application/reports+json";

  @TempDir private Path folder = Path.of("");

  private static HttpResponse<String> report(WebStage stage, String client, String url) {
    var body =
        """
        [{"age": 1, "type": "network-error", "url": "%s", "body": {"type": "tcp.timed_out",
          "phase": "connection", "referrer": "https://secret.example/", "sampling_fraction": 1}}]\
        """
            .formatted(url);
    return stage.send(
        "POST",
        Links.NEL,
        TYPE,
        body,
        "x-forwarded-for",
        "203.0.113.9, " + client,
        "origin",
        "https://shop.example.com");
  }

  @Test
  void aClusterOfReports_isShown_andStartsOneSweep() {
    try (var stage = WebStage.witnessed(folder, FILE)) {
      stage.connect("eu-1").running();
      for (int i = 0; i < 15; i++) {
        var answer = report(stage, "198.51.100." + i % 5, "https://shop.example.com/secret?id=1");
        assertEquals(204, answer.statusCode(), answer.body());
        assertEquals("*", answer.headers().firstValue("access-control-allow-origin").orElse(""));
      }
      for (int i = 0; i < 400 && stage.desk.store.sweeps(5).isEmpty(); i++) {
        LockSupport.parkNanos(50_000_000);
      }
      assertEquals(1, stage.desk.store.sweeps(5).size());
      var page = stage.get("/target?name=shop.example.com&lang=en").body();
      assertTrue(page.contains("Reports of browsers"), page);
      assertTrue(page.contains("15 (≈ 15)"), page);
      assertFalse(page.contains("secret"), page);
      assertFalse(page.contains("198.51.100"), page);
      var listed = stage.get("/api/v1/browser-reports?target=shop.example.com").body();
      assertTrue(
          listed.contains(
              "{\"target\":\"https://shop.example.com\",\"failure\":\"connect_timeout\","
                  + "\"network\":null,\"country\":null,\"reports\":15,\"requests\":15}"),
          listed);
      assertEquals(listed, stage.get("/api/v1/browser-reports").body());
      assertFalse(listed.contains("secret"), listed);
      var metrics = stage.get("/metrics").body();
      assertTrue(metrics.contains("parallax_browser_reports_total{result=\"failure\"}"), metrics);
    }
  }

  @Test
  void forgedHugeAndForeignReports_areRefusedWithTheReason() {
    try (var stage = WebStage.witnessed(folder, FILE)) {
      var foreign = report(stage, "198.51.100.1", "https://evil.example/");
      assertEquals(400, foreign.statusCode());
      assertEquals("refused: foreign", foreign.body().strip());
      var huge = stage.send("POST", Links.NEL, TYPE, "[" + " ".repeat(40_000) + "]");
      assertEquals("refused: too_large", huge.body().strip());
      assertEquals(413, stage.send("POST", Links.NEL, TYPE, "x".repeat(100_000)).statusCode());
      var plain = stage.send("POST", Links.NEL, "text/plain", "[]");
      assertEquals("refused: malformed", plain.body().strip());
      var preflight = stage.send("OPTIONS", Links.NEL, "text/plain", "");
      assertEquals(204, preflight.statusCode());
      assertEquals(
          "POST", preflight.headers().firstValue("access-control-allow-methods").orElse(""));
      assertEquals(405, stage.get(Links.NEL).statusCode());
      var api = stage.send("POST", "/api/v1/silences", TYPE, "{}");
      assertEquals(403, api.statusCode());
    }
    try (var stage = WebStage.watching(folder.resolve("other"), FILE)) {
      assertEquals(404, report(stage, "198.51.100.1", "https://shop.example.com/").statusCode());
    }
  }
}
