package dev.parallax.watch.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.watch.message.Digest;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.message.TestMessage;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The receivers of routes, by their kind. */
public final class Receivers implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int NTFY_BYTES = 4_000;
  private static final String CONTENT_TYPE = "Content-Type";
  private static final Map<String, String> JSON = Map.of(CONTENT_TYPE, HttpPost.JSON);

  private final InstantSource clock;
  private final Duration patience;
  private final HttpPost http;

  public Receivers(InstantSource clock) {
    this(clock, PATIENCE);
  }

  /**
   * With another time for a delivery.
   *
   * @param patience of one exchange
   */
  Receivers(InstantSource clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
    this.http = new HttpPost(patience);
  }

  public Receiver of(AlertRoute route) {
    return switch (route.kind()) {
      case WEBHOOK -> messages -> webhook(route, messages);
      case ALERTMANAGER -> messages -> alertmanager(route, messages);
      case SLACK -> messages -> http.post(url(route), ChatBodies.slack(new Digest(messages)), JSON);
      case PAGERDUTY -> messages -> pagerDuty(route, messages);
      case FEISHU -> messages -> feishu(route, new Digest(messages));
      case DINGTALK -> messages -> dingtalk(route, new Digest(messages));
      case WECOM ->
          messages ->
              accepted(
                  http.post(url(route), ChatBodies.wecom(new Digest(messages)), JSON), "errcode");
      case NTFY -> messages -> ntfy(route, new Digest(messages));
      case SMTP -> messages -> new SmtpReceiver(route, patience, clock).deliver(messages);
      case COMMAND -> messages -> new CommandReceiver(route, patience).deliver(messages);
    };
  }

  /**
   * Delivers a test message by the route of this name.
   *
   * @throws IllegalArgumentException without such a route
   */
  public void test(List<AlertRoute> routes, String name)
      throws DeliveryException, InterruptedException {
    var route =
        routes.stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected a route of the watch file, got: " + name));
    of(route).deliver(List.of(TestMessage.of(route.language(), clock.instant())));
  }

  private static URI url(AlertRoute route) throws DeliveryException {
    return SecretFile.url(route);
  }

  private void webhook(AlertRoute route, List<Message> messages)
      throws DeliveryException, InterruptedException {
    var body = AlertBodies.webhook(route.name(), messages);
    var headers = new HashMap<>(JSON);
    SecretFile.read(route, Setting.SECRET_FILE)
        .ifPresent(
            key ->
                headers.put(
                    "X-Parallax-Signature-256",
                    "sha256=" + HexFormat.of().formatHex(Hmac.of(key, body))));
    var _ = http.post(url(route), body, headers);
  }

  private void alertmanager(AlertRoute route, List<Message> messages)
      throws DeliveryException, InterruptedException {
    var headers = new HashMap<>(JSON);
    SecretFile.read(route, Setting.SECRET_FILE)
        .ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    var base = url(route).toString().replaceAll("/+$", "");
    var _ =
        http.post(
            URI.create(base + "/api/v2/alerts"),
            AlertBodies.alerts(messages, clock.instant()),
            headers);
  }

  private void pagerDuty(AlertRoute route, List<Message> messages)
      throws DeliveryException, InterruptedException {
    var key = SecretFile.required(route, Setting.SECRET_FILE);
    var url = URI.create(route.setting(Setting.URL).orElse(PagerDutyEvents.URL));
    for (var message : messages) {
      var _ = http.post(url, PagerDutyEvents.event(message, key), JSON);
    }
  }

  private void feishu(AlertRoute route, Digest digest)
      throws DeliveryException, InterruptedException {
    var secret = SecretFile.read(route, Setting.SECRET_FILE);
    accepted(
        http.post(url(route), ChatBodies.feishu(digest, secret, clock.instant()), JSON), "code");
  }

  private void dingtalk(AlertRoute route, Digest digest)
      throws DeliveryException, InterruptedException {
    var secret = SecretFile.read(route, Setting.SECRET_FILE);
    accepted(
        http.post(
            ChatBodies.dingtalk(url(route), secret, clock.instant()),
            ChatBodies.dingtalk(digest),
            JSON),
        "errcode");
  }

  private void ntfy(AlertRoute route, Digest digest)
      throws DeliveryException, InterruptedException {
    var headers = new HashMap<String, String>();
    headers.put(CONTENT_TYPE, "text/plain; charset=utf-8");
    headers.put("Title", encodedWord(ChatBodies.title(digest)));
    headers.put("Priority", digest.isFiring() ? "high" : "default");
    headers.put("Tags", digest.isFiring() ? "rotating_light" : "white_check_mark");
    SecretFile.read(route, Setting.SECRET_FILE)
        .ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    var _ = http.post(url(route), digest.text(NTFY_BYTES), headers);
  }

  /** RFC 2047. */
  static String encodedWord(String text) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }

  /** The robots of Feishu, DingTalk and WeCom report errors in the body of a response 200. */
  static void accepted(String body, String code) throws DeliveryException {
    JsonNode reply;
    try {
      reply = MAPPER.readTree(body);
    } catch (JsonProcessingException malformed) {
      throw new DeliveryException("expected JSON with " + code + " 0, got: " + body);
    }
    var value = reply.path(code).isMissingNode() ? reply.path("StatusCode") : reply.path(code);
    if (!value.isInt() || value.asInt() != 0) {
      throw new DeliveryException("expected " + code + " 0, got: " + body);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
