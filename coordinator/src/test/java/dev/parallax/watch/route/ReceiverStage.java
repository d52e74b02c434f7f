package dev.parallax.watch.route;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice.Kind;
import dev.parallax.watch.message.DigestTest;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Receivers with a peer on loopback. */
abstract class ReceiverStage {
  static final ObjectMapper MAPPER = new ObjectMapper();
  static final Instant NOON = Instant.parse("2026-03-01T12:30:00Z");
  static final String SECRET = "hunter2hunter2";

  @TempDir Path folder = Path.of("");
  HttpPeer peer;
  Receivers receivers;

  @BeforeEach
  void open() throws IOException {
    peer = new HttpPeer();
    receivers = new Receivers(InstantSource.fixed(NOON), Duration.ofSeconds(8));
  }

  @AfterEach
  void close() {
    receivers.close();
    peer.close();
  }

  AlertRoute route(RouteKind kind, Map<Setting, String> settings) {
    return new AlertRoute("ops", kind, settings, Language.EN);
  }

  String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content + "\n").toAbsolutePath().toString();
  }

  /** With the URL in a file where the kind wants it so, and a secret where it takes one. */
  AlertRoute http(RouteKind kind) throws IOException {
    var settings = new EnumMap<Setting, String>(Setting.class);
    if (kind.takes(Setting.URL)) {
      settings.put(Setting.URL, peer.url() + "/hook/t0ken");
    } else {
      settings.put(Setting.URL_FILE, file("url", peer.url() + "/hook/t0ken"));
    }
    if (kind.takes(Setting.SECRET_FILE)) {
      settings.put(Setting.SECRET_FILE, file("secret", SECRET));
    }
    return route(kind, settings);
  }

  JsonNode deliver(RouteKind kind, Message... messages) throws Exception {
    receivers.of(http(kind)).deliver(List.of(messages));
    return MAPPER.readTree(peer.requests.getLast().body());
  }

  static Message opened(String target) {
    return DigestTest.message(Kind.OPENED, target, "g", Language.EN);
  }

  static Message closed(String target) {
    return DigestTest.message(Kind.CLOSED, target, "g", Language.EN);
  }

  String script(String text) throws IOException {
    var file = folder.resolve("notify.sh");
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
    return file.toAbsolutePath().toString();
  }
}
