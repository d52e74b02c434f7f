package dev.parallax.model.exchange;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A header field of a request (RFC 9110, section 5).
 *
 * @param name a token of at most 64 characters; none that frames the message or names its
 *     destination
 * @param value at most 1,024 characters of printable ASCII, with neither blank at its ends
 */
public record HeaderField(String name, String value) {
  private static final int LONGEST_VALUE = 1_024;
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");

  /** Framing, destination and connection belong to the agent (RFC 9110, sections 7 and 8). */
  private static final Set<String> RESERVED =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "sec-websocket-extensions",
          "sec-websocket-key",
          "sec-websocket-version",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  public HeaderField {
    checkName(name);
    Expected.that(
        !RESERVED.contains(name.toLowerCase(Locale.ROOT)),
        "a header field other than those of framing and routing",
        name);
    Expected.that(
        value.length() <= LONGEST_VALUE
            && value.strip().equals(value)
            && value.chars().allMatch(c -> c >= 0x20 && c < 0x7f),
        "the value of " + name + " has at most " + LONGEST_VALUE + " characters of printable ASCII",
        // A value may be a secret.
        value.length() + " characters");
  }

  static void checkName(String name) {
    Expected.that(NAME.matcher(name).matches(), "a header name is 1 to 64 token characters", name);
  }

  /**
   * Reads {@code Name: value}.
   *
   * @throws IllegalArgumentException naming what was expected, and never the value
   */
  public static HeaderField parse(String text) {
    int colon = text.indexOf(':');
    Expected.that(
        colon > 0, "a header field is written as Name: value", text.length() + " characters");
    return new HeaderField(text.substring(0, colon), text.substring(colon + 1).strip());
  }

  /** As {@link #parse} reads it. */
  public String line() {
    return name + ": " + value;
  }

  /** The name alone: a value may be a secret. */
  @Override
  public String toString() {
    return name + ": …";
  }
}
