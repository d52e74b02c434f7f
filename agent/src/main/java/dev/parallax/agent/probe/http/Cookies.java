package dev.parallax.agent.probe.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cookies of one chain of redirects (RFC 6265): a site may set a cookie and redirect to the
 * same address to see it. They last as long as the chain and are not recorded.
 */
public final class Cookies {
  private static final int MOST = 20;
  private static final int LONGEST = 4 * 1024;
  private static final Pattern REMOVED = Pattern.compile(";\\s*max-age\\s*=\\s*(0|-\\d+)\\s*(;|$)");

  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Takes the Set-Cookie fields of a response; a pair that cannot stand in a request is ignored.
   */
  public void take(HttpResponse response) {
    response.headers().getAll(HttpHeaderNames.SET_COOKIE).forEach(this::take);
  }

  private void take(String field) {
    int end = field.indexOf(';');
    var pair = (end < 0 ? field : field.substring(0, end)).strip();
    int equals = pair.indexOf('=');
    var name = equals < 0 ? "" : pair.substring(0, equals).strip();
    if (name.isEmpty() || !isSendable(pair)) {
      return;
    }
    if (REMOVED.matcher(field.toLowerCase(Locale.ROOT)).find()) {
      values.remove(name);
    } else if (values.containsKey(name) || values.size() < MOST) {
      values.put(name, pair);
    }
  }

  private static boolean isSendable(String pair) {
    return pair.length() <= LONGEST
        && pair.chars().allMatch(c -> c >= 0x20 && c <= 0xff && c != 0x7f);
  }

  /** The line of a request with its end; empty without cookies. */
  public String line() {
    var pairs = pairs();
    return pairs.isEmpty() ? "" : "Cookie: " + pairs + "\r\n";
  }

  /** The value of the field Cookie; empty without cookies, and for more than 4 KiB. */
  String pairs() {
    var pairs = values.values().stream().collect(Collectors.joining("; "));
    return pairs.length() > LONGEST ? "" : pairs;
  }
}
