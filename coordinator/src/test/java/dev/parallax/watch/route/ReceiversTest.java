package dev.parallax.watch.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice.Kind;
import dev.parallax.watch.message.DigestTest;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.spec.RouteKind;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deliveries over real connections on loopback. */
@Timeout(60)
final class ReceiversTest extends ReceiverStage {
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
    assertEquals("2026-03-01T12:40:00Z", body.path(0).path("endsAt").asText());
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
    assertTrue(path.startsWith("/hook/t0ken?timestamp=" + NOON.toEpochMilli() + "&sign="), path);
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
      assertTrue(lines.contains("AUTH PLAIN " + encoded(password)), lines.toString());
      assertTrue(lines.contains("MAIL FROM:<parallax@shop.test>"), lines.toString());
      assertTrue(lines.contains("RCPT TO:<dev@shop.test>"), lines.toString());
      assertTrue(
          lines.contains("Subject: =?UTF-8?B?" + encoded("Incident: https://shop.test") + "?="));
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
}
