package dev.parallax.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.web.access.LoginToken;
import dev.parallax.web.access.WebConfig;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a token is required, no page is visible without it. */
@Timeout(60)
final class LoginTest {
  private static final String TOKEN = "correct-horse-battery-staple";

  private WebStage stage;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    var token = LoginToken.read(file(folder, TOKEN, "rw-------"));
    stage =
        new WebStage(folder, new WebConfig(WebStage.at("127.0.0.1"), Optional.of(token), Set.of()));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static Path file(Path folder, String token, String permissions) throws IOException {
    var file = Files.writeString(folder.resolve("web.token"), token + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private HttpResponse<String> login(String token) {
    var key = WebStage.key(stage.get("/login"));
    return stage.post("/login", List.of("key", key, "token", token, "next", "/target"));
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("set-cookie").orElse("");
  }

  @Test
  void people_areSentToTheForm() {
    var answer = stage.get("/target?name=a.example", "accept", "text/html");
    assertEquals(303, answer.statusCode());
    assertEquals("/login?next=%2Ftarget", answer.headers().firstValue("location").orElse(""));
  }

  @Test
  void programs_areToldWhatIsMissing() {
    for (var path : List.of("/metrics", "/", "/sweeps/x", "/nothing")) {
      var answer = stage.get(path);
      assertEquals(401, answer.statusCode(), path);
      assertTrue(
          answer.headers().firstValue("www-authenticate").orElse("").startsWith("Bearer"), path);
    }
    assertEquals(401, stage.post("/sweeps", List.of("targets", "shop.example")).statusCode());
  }

  @Test
  void health_isOpen() {
    assertEquals(200, stage.get("/healthz").statusCode());
    assertEquals(200, stage.get("/ready").statusCode());
  }

  @Test
  void token_opensASession_untilItIsLeft() {
    var answer = login(TOKEN);
    assertEquals(303, answer.statusCode());
    assertEquals("/target", answer.headers().firstValue("location").orElse(""));
    assertTrue(cookie(answer).contains("HttpOnly; SameSite=Strict"), cookie(answer));
    var session = cookie(answer).split(";", 2)[0];
    var page = stage.get("/", "cookie", session);
    assertEquals(200, page.statusCode());

    var left = stage.post("/logout", List.of("key", WebStage.key(page)), "cookie", session);
    assertEquals(303, left.statusCode());
    assertTrue(cookie(left).contains("Max-Age=0"), cookie(left));
    assertEquals(401, stage.get("/", "cookie", session).statusCode());
  }

  @Test
  void formOfOneSession_isNotTakenFromAnother() {
    var one = cookie(login(TOKEN)).split(";", 2)[0];
    var other = cookie(login(TOKEN)).split(";", 2)[0];
    var key = WebStage.key(stage.get("/", "cookie", one));
    var answer =
        stage.post("/sweeps", List.of("key", key, "targets", "a.example"), "cookie", other);
    assertEquals(403, answer.statusCode());
  }

  @Test
  void session_endsAfterHalfADay() {
    var session = cookie(login(TOKEN)).split(";", 2)[0];
    stage.desk.clock.advance(Duration.ofHours(11));
    assertEquals(200, stage.get("/", "cookie", session).statusCode());
    stage.desk.clock.advance(Duration.ofHours(2));
    assertEquals(401, stage.get("/", "cookie", session).statusCode());
  }

  @Test
  void wrongToken_isRefused_andGuessingIsSlow() {
    for (int i = 0; i < 10; i++) {
      var answer = login("wrong-" + i);
      assertEquals(401, answer.statusCode());
      assertEquals("", cookie(answer));
    }
    assertEquals(429, login("wrong-10").statusCode());
    assertEquals(429, stage.get("/metrics", "authorization", "Bearer wrong-11").statusCode());
    stage.desk.clock.advance(Duration.ofSeconds(61));
    assertEquals(401, login("wrong-12").statusCode());
  }

  @Test
  void rightToken_isNeverLockedOut_byWrongTries() {
    for (int i = 0; i < 12; i++) {
      stage.get("/metrics", "authorization", "Bearer wrong-" + i);
    }
    assertEquals(200, stage.get("/metrics", "authorization", "Bearer " + TOKEN).statusCode());
    assertEquals(303, login(TOKEN).statusCode());
  }

  @Test
  void next_leadsNowhereElse() {
    var key = WebStage.key(stage.get("/login"));
    for (var next : List.of("https://evil.example/", "//evil.example", "/\\evil", "")) {
      var answer = stage.post("/login", List.of("key", key, "token", TOKEN, "next", next));
      assertEquals("/", answer.headers().firstValue("location").orElse(""), next);
    }
  }

  @Test
  void scraper_showsTheTokenInTheHeader() {
    assertEquals(200, stage.get("/metrics", "authorization", "Bearer " + TOKEN).statusCode());
    assertEquals(401, stage.get("/metrics", "authorization", "Bearer nonsense").statusCode());
    assertEquals(401, stage.get("/metrics", "authorization", "Basic " + TOKEN).statusCode());
  }

  @Test
  void tokenFile_thatIsShortOrOpenOrAbsent_isRefusedByName(@TempDir Path other) throws IOException {
    var brief = file(other, "short", "rw-------");
    var refused = assertThrows(IllegalArgumentException.class, () -> LoginToken.read(brief));
    assertTrue(String.valueOf(refused.getMessage()).contains("has 5"), refused.getMessage());
    var open = file(other, TOKEN, "rw-r--r--");
    assertThrows(IllegalArgumentException.class, () -> LoginToken.read(open));
    assertThrows(IllegalArgumentException.class, () -> LoginToken.read(other.resolve("none")));
  }
}
