package dev.parallax.model.exchange;

import java.util.List;
import java.util.Optional;

/**
 * What an HTTP request has beyond the default.
 *
 * @param headers at most 16, without {@code Authorization} when there are credentials
 * @param credentials the name of credentials that the coordinator keeps; agents receive the value
 *     beside the plan
 */
public record Request(Method method, List<HeaderField> headers, Optional<String> credentials) {
  public static final Request DEFAULT = new Request(Method.GET, List.of());
  private static final int MOST_HEADERS = 16;

  public Request {
    headers = Expected.atMost(MOST_HEADERS, headers, "header fields");
    if (credentials.isPresent()) {
      OriginCredentials.name(credentials.get());
      Expected.atMost(MOST_HEADERS - 1, headers, "header fields besides credentials");
      Expected.that(
          headers.stream().noneMatch(Request::isAuthorization),
          "no header field " + OriginCredentials.FIELD + " besides credentials",
          credentials.get());
    }
  }

  /** Without credentials. */
  public Request(Method method, List<HeaderField> headers) {
    this(method, headers, Optional.empty());
  }

  private static boolean isAuthorization(HeaderField field) {
    return field.name().equalsIgnoreCase(OriginCredentials.FIELD);
  }
}
