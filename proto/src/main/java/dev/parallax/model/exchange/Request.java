package dev.parallax.model.exchange;

import java.util.List;

/**
 * What an HTTP request has beyond the default.
 *
 * @param headers at most 16
 */
public record Request(Method method, List<HeaderField> headers) {
  public static final Request DEFAULT = new Request(Method.GET, List.of());
  private static final int MOST_HEADERS = 16;

  public Request {
    headers = Expected.atMost(MOST_HEADERS, headers, "header fields");
  }
}
