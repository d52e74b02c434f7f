package dev.parallax.watch.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice.Kind;
import dev.parallax.watch.message.DigestTest;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.spec.Route;
import dev.parallax.watch.spec.RouteKind;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Deliveries over real connections on loopback. */
@Timeout(60)
final class ReceiversTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Instant NOON = Instant.parse("2026-03-01T12:30:00Z");
  private static final String SECRET = "hunter2hunter2";

  @TempDir private Path folder = Path.of("");
  private HttpPeer peer;
  private Receivers receivers;

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

  private Route route(RouteKind kind, Map<Setting, String> settings) {
    return new Route("ops", kind, settings, Language.EN);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content + "\n").toAbsolutePath().toString();
  }

  /** With the URL in a file where the kind wants it so, and a secret where it takes one. */
  private Route http(RouteKind kind) throws IOException {
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

  private JsonNode deliver(RouteKind kind, Message... messages) throws Exception {
    receivers.of(http(kind)).deliver(List.of(messages));
    return MAPPER.readTree(peer.requests.getLast().body());
  }

  private static Message opened(String target) {
    return DigestTest.message(Kind.OPENED, target, "g", Language.EN);
  }

  private static Message closed(String target) {
    return DigestTest.message(Kind.CLOSED, target, "g", Language.EN);
  }

  @Test
  void webhook_isAlertmanagersVersion4_signed() throws Exception {
    var body = deliver(RouteKind.WEBHOOK, opened("a"), closed("b"));
    assertEquals("4", body.path("version").asText());
    assertEquals("firing", body.path("status").asText());
    assertEquals("ops", body.path("receiver").asText());
    var alerts = body.path("alerts");
    assertEquals("firing", alerts.path(0).path("status").asText());
    assertEquals("PATH", alerts.path(0).path("labels").path("blame").asText());
    assertEquals("2026-03-01T12:00:00.500Z", alerts.path(0).path("startsAt").asText());
    assertEquals("0001-01-01T00:00:00Z", alerts.path(0).path("endsAt").asText());
    assertEquals("resolved", alerts.path(1).path("status").asText());
    var request = peer.requests.getFirst();
    assertEquals(
        "sha256=" + HexFormat.of().formatHex(Hmac.of(SECRET, request.body())),
        request.header("X-parallax-signature-256"));
    assertFalse(request.body().contains(SECRET));
  }

  @Test
  void alertmanager_hasStableLabelsAndAnEnd() throws Exception {
    var body = deliver(RouteKind.ALERTMANAGER, opened("a"), closed("b"));
    assertEquals("/hook/t0ken/api/v2/alerts", peer.requests.getFirst().path());
    assertEquals("Bearer " + SECRET, peer.requests.getFirst().header("Authorization"));
    assertEquals(3, body.path(0).path("labels").size());
    assertEquals("2026-03-02T12:30:00Z", body.path(0).path("endsAt").asText());
    assertEquals("2026-03-01T12:10:00.500Z", body.path(1).path("endsAt").asText());
  }

  @Test
  void pagerDuty_triggersAndResolvesWithOneKey() throws Exception {
    peer.answering(202, "{\"status\":\"success\"}");
    deliver(RouteKind.PAGERDUTY, opened("a"));
    var last = deliver(RouteKind.PAGERDUTY, closed("a"));
    var first = MAPPER.readTree(peer.requests.getFirst().body());
    assertEquals("trigger", first.path("event_action").asText());
    assertEquals("resolve", last.path("event_action").asText());
    assertEquals(first.path("dedup_key"), last.path("dedup_key"));
    assertEquals(SECRET, first.path("routing_key").asText());
  }

  @Test
  void slack_escapesItsMarkup() throws Exception {
    var body = deliver(RouteKind.SLACK, opened("<!channel>&"));
    assertTrue(
        body.path("text").asText().startsWith("*Incident: https://&lt;!channel&gt;&amp;*\n"),
        body.toString());
  }

  @Test
  void feishu_isSignedInTheBody() throws Exception {
    peer.answering(200, "{\"code\":0,\"msg\":\"success\"}");
    var body = deliver(RouteKind.FEISHU, opened("a"));
    var seconds = Long.toString(NOON.getEpochSecond());
    assertEquals(seconds, body.path("timestamp").asText());
    assertEquals(
        Base64.getEncoder().encodeToString(Hmac.of(seconds + "\n" + SECRET, "")),
        body.path("sign").asText());
    assertEquals("red", body.path("card").path("header").path("template").asText());
  }

  @Test
  void dingtalk_isSignedInTheUrl() throws Exception {
    peer.answering(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
    var body = deliver(RouteKind.DINGTALK, opened("a"));
    assertEquals("markdown", body.path("msgtype").asText());
    var path = peer.requests.getFirst().path();
    assertTrue(
        path.startsWith("/hook/t0ken?timestamp=" + NOON.toEpochMilli() + "&sign="), path);
  }

  /** 30 incidents with 30 causes in one delivery. */
  @Test
  void wecom_staysUnderItsLimit() throws Exception {
    peer.answering(200, "{\"errcode\":0}");
    var many =
        IntStream.range(0, 30)
            .mapToObj(i -> DigestTest.message(Kind.OPENED, "t" + i, "g" + i, Language.ZH))
            .toArray(Message[]::new);
    var body = deliver(RouteKind.WECOM, many);
    var text = body.path("markdown").path("content").asText();
    assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= 4_096, text.length() + "");
    assertTrue(text.startsWith("**30 个事件**"), text);
  }

  @Test
  void ntfy_isATextWithATitle() throws Exception {
    receivers.of(http(RouteKind.NTFY)).deliver(List.of(opened("a")));
    var request = peer.requests.getFirst();
    assertTrue(request.header("Title").startsWith("=?UTF-8?B?"));
    assertEquals("high", request.header("Priority"));
    assertTrue(request.body().startsWith("PATH / access"), request.body());
  }

  @ParameterizedTest
  @CsvSource({
    "FEISHU, '{\"code\":19021,\"msg\":\"sign match fail\"}', 'expected code 0'",
    "DINGTALK, '{\"errcode\":310000,\"errmsg\":\"sign not match\"}', 'expected errcode 0'",
    "WECOM, '{\"errcode\":45009,\"errmsg\":\"freq out of limit\"}', 'expected errcode 0'",
    "WECOM, '<html>', 'expected JSON with errcode 0'",
    "WECOM, '{}', 'expected errcode 0'",
  })
  void anErrorWithin200IsAnError(RouteKind kind, String body, String said) {
    peer.answering(200, body);
    var refused = assertThrows(DeliveryException.class, () -> deliver(kind, opened("a")));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(said), refused.getMessage());
  }

  @ParameterizedTest
  @EnumSource(
      value = RouteKind.class,
      names = {"SMTP", "COMMAND"},
      mode = EnumSource.Mode.EXCLUDE)
  void aStatusOf500IsAnError_thatShowsNoSecret(RouteKind kind) {
    peer.answering(500, "x".repeat(100));
    var refused = assertThrows(DeliveryException.class, () -> deliver(kind, opened("a")));
    assertEquals("127.0.0.1: expected status 2xx, got: 500", refused.getMessage());
  }

  @Test
  void tenMegabytesAreNotRead() throws Exception {
    peer.answering(200, new byte[10_000_000]);
    receivers.of(http(RouteKind.WEBHOOK)).deliver(List.of(opened("a")));
    assertEquals(1, peer.requests.size());
  }

  /** A byte each 100 ms, without end. */
  @Test
  void aSlowResponseEndsInTime() throws Exception {
    try (var slow = new Receivers(InstantSource.fixed(NOON), Duration.ofSeconds(1));
        var listener = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.startVirtualThread(() -> drip(listener));
      var route =
          route(
              RouteKind.WEBHOOK,
              Map.of(Setting.URL, "http://127.0.0.1:" + listener.getLocalPort() + "/"));
      var refused =
          assertThrows(
              DeliveryException.class, () -> slow.of(route).deliver(List.of(opened("a"))));
      assertEquals("127.0.0.1: no complete response within 1 s", refused.getMessage());
    }
  }

  private static void drip(ServerSocket listener) {
    try (var socket = listener.accept()) {
      var out = socket.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      while (true) {
        out.write('x');
        out.flush();
        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
      }
    } catch (IOException closed) {
      // The client gave up.
    }
  }

  @Test
  void nothingListensOrAnswers() throws Exception {
    try (var brief = new Receivers(InstantSource.fixed(NOON), Duration.ofSeconds(1));
        var silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      var address = "127.0.0.1:" + silent.getLocalPort();
      var web = route(RouteKind.WEBHOOK, Map.of(Setting.URL, "http://" + address + "/"));
      var mail =
          route(
              RouteKind.SMTP,
              Map.of(Setting.SERVER, address, Setting.FROM, "a@a.test", Setting.TO, "b@b.test"));
      assertThrows(DeliveryException.class, () -> brief.of(web).deliver(List.of(opened("a"))));
      assertThrows(DeliveryException.class, () -> brief.of(mail).deliver(List.of(opened("a"))));
      silent.close();
      assertThrows(DeliveryException.class, () -> brief.of(web).deliver(List.of(opened("a"))));
      assertThrows(DeliveryException.class, () -> brief.of(mail).deliver(List.of(opened("a"))));
    }
  }

  @Test
  void smtp_sendsAMailToEachRecipient() throws Exception {
    try (var mail = new SmtpPeer("")) {
      var settings =
          Map.of(
              Setting.SERVER, mail.address(),
              Setting.FROM, "parallax@shop.test",
              Setting.TO, "ops@shop.test, dev@shop.test",
              Setting.USER, "parallax",
              Setting.SECRET_FILE, file("password", SECRET));
      receivers.of(route(RouteKind.SMTP, settings)).deliver(List.of(opened("shop.test")));
      var lines = mail.lines;
      var password = "\0parallax\0" + SECRET;
      assertTrue(
          lines.contains("AUTH PLAIN " + encoded(password)), lines.toString());
      assertTrue(lines.contains("MAIL FROM:<parallax@shop.test>"), lines.toString());
      assertTrue(lines.contains("RCPT TO:<dev@shop.test>"), lines.toString());
      assertTrue(lines.contains("Subject: =?UTF-8?B?" + encoded("Incident: https://shop.test") + "?="));
      var body = String.join("", lines.subList(lines.indexOf("") + 1, lines.indexOf(".")));
      assertTrue(
          new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
              .contains("First remedy: Ask the network for its filter."));
      assertEquals("QUIT", lines.getLast());
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void smtp_namesTheRefusedCommand() throws Exception {
    try (var mail = new SmtpPeer("550 no such user")) {
      var route =
          route(
              RouteKind.SMTP,
              Map.of(
                  Setting.SERVER,
                  mail.address(),
                  Setting.FROM,
                  "a@shop.test",
                  Setting.TO,
                  "x@shop.test"));
      var refused =
          assertThrows(
              DeliveryException.class, () -> receivers.of(route).deliver(List.of(opened("a"))));
      assertEquals(
          "expected reply 250 to RCPT TO:<x@shop.test>, got: 550 no such user",
          refused.getMessage());
    }
  }

  @Test
  void command_getsJsonOnItsStandardInput() throws Exception {
    var out = folder.resolve("out");
    var script = script("#!/bin/sh\ncat > " + out + "\n");
    receivers
        .of(route(RouteKind.COMMAND, Map.of(Setting.COMMAND, script)))
        .deliver(List.of(opened("a"), closed("b")));
    var lines = Files.readAllLines(out);
    assertEquals(2, lines.size());
    assertEquals("https://a", MAPPER.readTree(lines.getFirst()).path("target").asText());
  }

  @Test
  void command_thatFailsOrIsAbsent() throws Exception {
    var failing = route(RouteKind.COMMAND, Map.of(Setting.COMMAND, script("#!/bin/sh\nexit 3\n")));
    var refused =
        assertThrows(
            DeliveryException.class, () -> receivers.of(failing).deliver(List.of(opened("a"))));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("expected exit code 0, got: 3"));
    var absent = route(RouteKind.COMMAND, Map.of(Setting.COMMAND, "/nonexistent/x"));
    assertThrows(
        DeliveryException.class, () -> receivers.of(absent).deliver(List.of(opened("a"))));
  }

  private String script(String text) throws IOException {
    var file = folder.resolve("notify.sh");
    Files.writeString(file, text);
    assertTrue(file.toFile().setExecutable(true));
    return file.toAbsolutePath().toString();
  }

  @Test
  void aMissingSecretIsNamedByItsFile() {
    var route = route(RouteKind.SLACK, Map.of(Setting.URL_FILE, "/nonexistent/url"));
    var refused =
        assertThrows(
            DeliveryException.class, () -> receivers.of(route).deliver(List.of(opened("a"))));
    assertEquals(
        "cannot read url-file /nonexistent/url: NoSuchFileException", refused.getMessage());
  }
}
