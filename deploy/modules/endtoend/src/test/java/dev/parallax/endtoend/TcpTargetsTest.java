package dev.parallax.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of four agents at services without TLS, each by the script of its line. */
final class TcpTargetsTest {
  private static final String RIGHT = "right.example.test";
  private static final String WRONG = "wrong.example.test";
  private static final String SILENT = "silent.example.test";
  private static final String HOSTILE = "hostile.example.test";
  private static final String SCRIPT = " send=PING\\r\\n reply~^\\+PONG$\n";
  private static final Map<String, String> VANTAGES =
      new TreeMap<>(
          Map.of(
              "a1", "127.207.1.1", "b1", "127.207.1.2", "c1", "127.207.1.3", "d1", "127.207.1.4"));

  @TempDir static Path folder;
  private static JsonNode report;
  private static String text;
  private static Program.Ended withoutConsent;

  @BeforeAll
  static void sweep() throws Exception {
    try (var right = new LineServer("127.207.9.1", line -> "+PONG\r\n");
        var wrong = new LineServer("127.207.9.2", line -> "-ERR unknown command " + line + "\r\n");
        var silent = new LineServer("127.207.9.3", line -> "");
        var hostile = new LineServer("127.207.9.4", line -> "\33[2J\u202e<script>\7\r\n");
        var site = Site.start(folder, "--reference", right.target("reference.example.test"))) {
      VANTAGES.forEach(
          (name, address) -> site.agent(name, "--bind", address, "--opt-in", "tcp_send"));
      var targets =
          Files.writeString(
              folder.resolve("targets"),
              right.target(RIGHT)
                  + SCRIPT
                  + wrong.target(WRONG)
                  + SCRIPT
                  + silent.target(SILENT)
                  + SCRIPT
                  + hostile.target(HOSTILE)
                  + SCRIPT);
      var json = folder.resolve("sweep.json");
      var ended = site.here("sweep", "-l", targets.toString(), "-o", "text", "-o", "json=" + json);
      text = ended.out();
      assertEquals(1, ended.exit(), ended::toString);
      report = new JsonMapper().readTree(Files.readString(json));
      site.agent("e1", "--bind", "127.207.1.5");
      withoutConsent =
          site.here(
              "sweep",
              "--from",
              "e1",
              right.target(RIGHT),
              "--expect",
              "send=PING\\r\\n",
              "--expect",
              "reply~PONG");
    }
  }

  @Test
  void expectedReply_isHealthy() {
    assertEquals("HEALTHY", verdict(RIGHT).path("blame").asText());
  }

  @Test
  void otherReply_isTheServices_andIsShown() {
    var verdict = verdict(WRONG);
    assertEquals("ORIGIN", verdict.path("blame").asText(), verdict::toString);
    assertEquals("O6", verdict.path("hypothesis").asText(), verdict::toString);
    assertEquals("unexpected_reply", verdict.path("failure").asText());
    assertTrue(
        verdict.path("headline").asText().contains("the service answers otherwise than expected"),
        verdict::toString);
    assertTrue(text.contains("-ERR unknown command PING"), text);
    assertTrue(text.contains("nc -v 127.207.9.2"), text);
  }

  @Test
  void silence_isTheServices() {
    var verdict = verdict(SILENT);
    assertEquals("ORIGIN", verdict.path("blame").asText(), verdict::toString);
    assertEquals("reply_timeout", verdict.path("failure").asText());
    assertFalse(verdict.path("headline").asText().contains("handshake"), verdict::toString);
  }

  @Test
  void controlCharactersOfAReply_reachNoTerminal() {
    assertEquals("unexpected_reply", verdict(HOSTILE).path("failure").asText());
    assertTrue(
        text.chars().noneMatch(c -> c == 0x1b || c == 7 || c == 0x202e), "control characters");
  }

  @Test
  void noStepOfTlsOrHttp_isRecorded() {
    for (var target : report.path("targets")) {
      for (var result : target.path("results")) {
        if (!result.path("arm").asText().equals("reference")) {
          assertTrue(result.at("/steps/tls").isMissingNode(), result::toString);
          assertTrue(result.at("/steps/http").isMissingNode(), result::toString);
        }
      }
    }
  }

  @Test
  void withoutTheOwnersOptIn_nothingIsSentOrClaimed() {
    assertEquals(6, withoutConsent.exit(), withoutConsent::toString);
    var words = withoutConsent.out().replaceAll("\\s+", " ");
    assertTrue(words.contains("INCONCLUSIVE — nothing was measured"), words);
    assertTrue(words.contains("has not opted in to tcp_send"), words);
  }

  private static JsonNode verdict(String name) {
    return SweepDocument.verdict(report, name);
  }
}
