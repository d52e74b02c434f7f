package dev.parallax.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.web.http.RawClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The paths of the port, and the refused requests. */
@Timeout(60)
final class RequestGateTest {
  private WebStage stage;

  @BeforeEach
  void open(@TempDir Path folder) {
    stage = WebStage.open(folder);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/healthz", "/ready", "/login"})
  void pages_areThere(String path) {
    assertEquals(200, stage.get(path).statusCode());
  }

  @Test
  void everyAnswer_forbidsForeignContentAndFrames() {
    for (var path : List.of("/", "/metrics", "/nothing", "/healthz")) {
      var headers = stage.get(path).headers();
      var policy = headers.firstValue("content-security-policy").orElse("");
      assertTrue(policy.startsWith("default-src 'none'"), path);
      assertTrue(policy.contains("frame-ancestors 'none'"), path);
      assertFalse(policy.contains("unsafe"), path);
      assertEquals("nosniff", headers.firstValue("x-content-type-options").orElse(""), path);
      assertEquals("no-store", headers.firstValue("cache-control").orElse(""), path);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/sweeps/20310501-120000-none",
        "/sweeps/20310501-120000-none.html",
        "/sweeps/20310501-120000-none.json",
        "/sweeps/..%2f..%2fetc%2fpasswd",
        "/sweeps/%3Cscript%3E",
        "/sweeps/",
        "/target",
        "/target?name=https%3A%2F%2Fnever.example",
        "/target?name=%3Cscript%3E",
        "/assets/000000000000/page.js",
        "/assets/../page.js"
      })
  void whatIsNotThere_is404(String path) {
    var answer = stage.get(path);
    assertEquals(404, answer.statusCode());
    assertFalse(answer.body().contains("<script>"), answer.body());
  }

  @Test
  void otherMethods_are405AndSayWhichAreTaken() {
    var answer = stage.method("DELETE", "/");
    assertEquals(405, answer.statusCode());
    assertEquals("GET, HEAD", answer.headers().firstValue("allow").orElse(""));
    assertEquals(405, stage.method("PUT", "/sweeps").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "192.0.2.1",
        "[::2]",
        "["
      })
  void otherHostNames_areRefused(String host) {
    assertTrue(asked(host).startsWith("HTTP/1.1 421 "), asked(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST:9000", "127.0.0.1", "127.0.0.1:1", "[::1]:80"})
  void ownHostNames_areAnswered_whateverTheTunnelsPort(String host) {
    assertTrue(asked(host).startsWith("HTTP/1.1 200 "), asked(host));
  }

  private String asked(String host) {
    return RawClient.exchange(
        stage.address(),
        "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void form_withoutKey_isRefused() {
    stage.connect("eu-1");
    var answer = stage.post("/sweeps", List.of("targets", "shop.example"));
    assertEquals(403, answer.statusCode());
    assertEquals(0, stage.sweeps.running());
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example"})
  void form_ofAnotherSite_isRefused(String origin) {
    var key = WebStage.key(stage.get("/"));
    var answer =
        stage.post("/sweeps", List.of("targets", "shop.example", "key", key), "origin", origin);
    assertEquals(403, answer.statusCode());
  }

  @Test
  void form_withMistake_comesBackFilledInWithOneLine() {
    stage.connect("eu-1");
    var key = WebStage.key(stage.get("/"));
    var answer =
        stage.post(
            "/sweeps",
            List.of("key", key, "targets", "ok.example <b>://", "from", "", "trials", "5"));
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("role=\"alert\""), answer.body());
    assertTrue(answer.body().contains("&lt;b&gt;://"), answer.body());
    assertTrue(answer.body().contains("ok.example\n"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "101", "-1", "many", ""})
  void trials_outOfRange_areRefused(String trials) {
    stage.connect("eu-1");
    var key = WebStage.key(stage.get("/"));
    var answer =
        stage.post("/sweeps", List.of("key", key, "targets", "shop.example", "trials", trials));
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("trials are 1 to 100"), answer.body());
  }

  @Test
  void sweep_withoutVantages_isRefused() {
    var key = WebStage.key(stage.get("/"));
    var answer =
        stage.post("/sweeps", List.of("key", key, "targets", "shop.example", "trials", "5"));
    assertEquals(400, answer.statusCode());
    assertTrue(answer.body().contains("none of the 0 vantages"), answer.body());
  }

  @Test
  void language_isAskedForOrTheBrowsers_andRemembered() {
    assertTrue(stage.get("/").body().contains("lang=\"en\""));
    assertTrue(
        stage.get("/", "accept-language", "fr, zh-CN;q=0.8, en;q=0.5").body().contains("目标"));
    var chosen = stage.get("/?lang=zh", "accept-language", "en");
    assertTrue(chosen.body().contains("lang=\"zh-Hans\""));
    var cookie = chosen.headers().firstValue("set-cookie").orElse("").split(";", 2)[0];
    assertTrue(stage.get("/", "cookie", cookie, "accept-language", "en").body().contains("目标"));
    assertTrue(stage.get("/", "accept-language", ";;q=banana").body().contains("lang=\"en\""));
  }

  @Test
  void assets_areKeptByTheBrowser() {
    var page = stage.get("/").body();
    var script = page.substring(page.indexOf("/assets/"), page.indexOf(".css") + 4);
    var answer = stage.get(script);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("cache-control").orElse("").contains("immutable"));
  }

  @Test
  void pages_carryNoScriptOrStyleOfTheirOwn() {
    var page = stage.get("/").body();
    assertFalse(page.contains("<style"), page);
    assertFalse(page.contains(" style="), page);
    assertFalse(page.matches("(?s).* on[a-z]+=.*"), page);
  }
}
