package dev.parallax.agent.probe.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The client's side of a WebSocket's opening handshake (RFC 6455, section 4.1). */
public final class Upgrade {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY = 16;
  private static final int SWITCHING = 101;

  private final String key;

  private Upgrade(String key) {
    this.key = key;
  }

  public static Upgrade random(RandomGenerator random) {
    var bytes = new byte[KEY];
    random.nextBytes(bytes);
    return new Upgrade(Base64.getEncoder().encodeToString(bytes));
  }

  /** The header lines of the request, each with its end. */
  public String headers() {
    return "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: "
        + key
        + "\r\n";
  }

  /** Whether this answer ends the exchange by itself: no body follows it. */
  public static boolean isSwitching(HttpResponse response) {
    return response.status().code() == SWITCHING;
  }

  /** Why this answer opens no WebSocket; empty when it does. */
  public Optional<String> refusal(HttpResponse response) {
    var status = response.status();
    if (!isSwitching(response)) {
      return Optional.of(status.code() + " " + status.reasonPhrase());
    }
    var headers = response.headers();
    if (!headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
        || !headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
      return Optional.of("101 without Upgrade: websocket");
    }
    return Optional.ofNullable(headers.get(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT))
        .map(accept -> wrong(accept.strip(), headers.get("Sec-WebSocket-Extensions", "")))
        .orElseGet(() -> Optional.of("101 without Sec-WebSocket-Accept"));
  }

  private Optional<String> wrong(String accept, String extensions) {
    if (!accept.equals(accept())) {
      return Optional.of("101 with the wrong Sec-WebSocket-Accept: " + accept);
    }
    return extensions.isBlank()
        ? Optional.empty()
        : Optional.of("101 with extensions that were not requested: " + extensions);
  }

  private String accept() {
    try {
      var sha1 = MessageDigest.getInstance("SHA-1");
      var hash = sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-1", impossible);
    }
  }
}
