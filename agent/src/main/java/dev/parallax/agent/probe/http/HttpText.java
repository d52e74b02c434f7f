package dev.parallax.agent.probe.http;

import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.value.Sha256;
import dev.parallax.text.Printable;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The request as sent and the answer as recorded. */
public final class HttpText {
  /** The beginning of every response. */
  public static final String VERSION = "HTTP/";

  /** How much of a body is looked at. */
  public static final int BODY_LIMIT = 4 * 1024;

  private static final int STRING_LIMIT = 300;
  private static final List<String> HEADERS =
      List.of("server", "date", "location", "content-type", "via");
  private static final Pattern TITLE =
      Pattern.compile("<title[^>]*>([^<]*)", Pattern.CASE_INSENSITIVE);

  private HttpText() {}

  /**
   * Characters that are invalid in a request line are percent-encoded, so that a path adds no
   * lines.
   */
  public static String path(String path) {
    var target = new StringBuilder();
    for (byte next : path.getBytes(StandardCharsets.UTF_8)) {
      if (next > 0x20 && next < 0x7f) {
        target.append((char) next);
      } else {
        target.append('%').append(HexFormat.of().withUpperCase().toHexDigits(next));
      }
    }
    return target.toString();
  }

  static String host(ProbeSpec spec) {
    var host = spec.host().contains(":") ? "[" + spec.host() + "]" : spec.host();
    return spec.port() == spec.scheme().defaultPort() ? host : host + ":" + spec.port();
  }

  public static HttpStep step(
      Optional<HttpResponse> head,
      byte[] body,
      List<String> redirects,
      Collection<HttpNote> notes,
      long nanos) {
    return new HttpStep(
        head.map(response -> Printable.collapsed(response.protocolVersion().text(), 20)).orElse(""),
        head.map(response -> response.status().code()).orElse(0),
        head.map(HttpText::headers).orElse(Map.of()),
        redirects,
        head.isPresent() ? Sha256.hex(body) : "",
        title(body),
        Duration.ofNanos(nanos),
        List.copyOf(notes));
  }

  private static Map<String, String> headers(HttpResponse response) {
    var kept = new HashMap<String, String>();
    for (var name : HEADERS) {
      var value = response.headers().get(name);
      if (value != null) {
        kept.put(name, recorded(value));
      }
    }
    return kept;
  }

  /** Where the answer points to; hostile, at most 4 KiB. */
  public static Optional<String> location(HttpResponse response) {
    return Optional.ofNullable(response.headers().get(HttpHeaderNames.LOCATION));
  }

  /** In a form that can be recorded. */
  public static String recorded(String value) {
    return Printable.collapsed(value, STRING_LIMIT);
  }

  private static Optional<String> title(byte[] body) {
    var found = TITLE.matcher(new String(body, StandardCharsets.UTF_8));
    return found.find() ? Optional.of(recorded(found.group(1))) : Optional.empty();
  }

  /** An interim response precedes the final one (RFC 9110, section 15.2); 101 is final. */
  public static boolean isInterim(HttpResponse response) {
    return response.status().code() < 200 && response.status().code() != 101;
  }
}
