package dev.parallax.model.exchange;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an HTTP request has beyond the default.
 *
 * @param headers at most 16
 * @param credentials names a header field that the coordinator keeps in a file and sends to agents
 *     beside the plan: 1 to 64 characters of a-z 0-9 . _ -
 */
public record Request(Method method, List<HeaderField> headers, Optional<String> credentials) {
  public static final Request DEFAULT = new Request(Method.GET, List.of(), Optional.empty());
  private static final int MOST_HEADERS = 16;
  private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,64}");

  public Request {
    headers = Expected.atMost(MOST_HEADERS, headers, "header fields");
    credentials.ifPresent(Request::checkCredentials);
  }

  /**
   * Checks a name of credentials.
   *
   * @throws IllegalArgumentException naming the value and what was expected
   */
  public static String checkCredentials(String name) {
    Expected.that(
        NAME.matcher(name).matches(),
        "a name of credentials is 1 to 64 characters of a-z 0-9 . _ -",
        name);
    return name;
  }

  /** The same without credentials. */
  public Request withoutCredentials() {
    return new Request(method, headers, Optional.empty());
  }
}
