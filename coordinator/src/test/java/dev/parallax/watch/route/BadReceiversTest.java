package dev.parallax.watch.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.watch.spec.RouteKind;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Receivers that refuse, are slow, are silent, or answer too much. */
@Timeout(60)
final class BadReceiversTest extends ReceiverStage {
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
          assertThrows(DeliveryException.class, () -> slow.of(route).deliver(List.of(opened("a"))));
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
        LockSupport.parkNanos(100_000_000);
      }
    } catch (IOException closed) {
      // The client gave up.
    }
  }

  @Test
  void nothingAnswers() throws Exception {
    try (var silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      refused(silent.getLocalPort());
    }
  }

  @Test
  void nothingListens() throws Exception {
    int port;
    try (var closed = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    refused(port);
  }

  /** By HTTP and by SMTP. */
  private void refused(int port) {
    var address = "127.0.0.1:" + port;
    var web = route(RouteKind.WEBHOOK, Map.of(Setting.URL, "http://" + address + "/"));
    var mail =
        route(
            RouteKind.SMTP,
            Map.of(Setting.SERVER, address, Setting.FROM, "a@a.test", Setting.TO, "b@b.test"));
    try (var brief = new Receivers(InstantSource.fixed(NOON), Duration.ofSeconds(1))) {
      assertThrows(DeliveryException.class, () -> brief.of(web).deliver(List.of(opened("a"))));
      assertThrows(DeliveryException.class, () -> brief.of(mail).deliver(List.of(opened("a"))));
    }
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
  void command_thatFailsOrIsAbsent() throws Exception {
    var failing = route(RouteKind.COMMAND, Map.of(Setting.COMMAND, script("#!/bin/sh\nexit 3\n")));
    var refused =
        assertThrows(
            DeliveryException.class, () -> receivers.of(failing).deliver(List.of(opened("a"))));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("expected exit code 0, got: 3"));
    var absent = route(RouteKind.COMMAND, Map.of(Setting.COMMAND, "/nonexistent/x"));
    assertThrows(DeliveryException.class, () -> receivers.of(absent).deliver(List.of(opened("a"))));
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
