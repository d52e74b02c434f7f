package dev.parallax.model.value;

import dev.parallax.text.Printable;
import java.time.Duration;

/**
 * The check by which a record refuses a value: the message contains the value and what was
 * expected.
 */
public final class Check {
  private Check() {}

  public static void that(boolean holds, String expectation, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + value);
    }
  }

  /**
   * The same for a text that may come from the network: the message contains at most 200 characters
   * of it.
   */
  public static void text(boolean holds, String expectation, String value) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + ", got: " + Printable.escaped(value, 200));
    }
  }

  public static int port(int port) {
    that(port >= 1 && port <= 65_535, "a port is 1 to 65535", port);
    return port;
  }

  /** A span of zero to {@code most}. */
  public static void span(Duration span, Duration most, String what) {
    that(
        !span.isNegative() && span.compareTo(most) <= 0,
        what + " is 0 to " + most.toSeconds() + " s",
        span);
  }

  /** An absolute path with optional query (RFC 9112, section 3.2.1), percent-encoded. */
  public static void path(String path, int longest) {
    text(
        path.startsWith("/")
            && path.length() <= longest
            && Ascii.isVisible(path)
            && !path.contains("#"),
        "a path starts with /, has at most "
            + longest
            + " characters and is visible ASCII without #",
        path);
  }
}
