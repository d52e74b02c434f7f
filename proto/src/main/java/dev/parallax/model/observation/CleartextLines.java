package dev.parallax.model.observation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The lines that a server sent in cleartext before TLS: greeting, capabilities and replies.
 *
 * @param lines in the order of arrival; hostile until escaped
 */
public record CleartextLines(List<String> lines) {
  /** A connection that begins with TLS. */
  public static final CleartextLines NONE = new CleartextLines(List.of());

  /** The number of lines that an observation carries. */
  public static final int MOST = 32;

  /** Characters of a line. */
  public static final int LONGEST = 200;

  /** SMTP (RFC 3207), IMAP (RFC 3501), POP3 (RFC 2595) and XMPP (RFC 6120). */
  private static final Pattern OFFER =
      Pattern.compile(
          "250[ -]STARTTLS( .*)?|\\* .*CAPABILITY.* STARTTLS[ \\]]?.*|STLS|.*<starttls[ />].*",
          Pattern.CASE_INSENSITIVE);

  public CleartextLines {
    lines = List.copyOf(lines);
    if (lines.size() > MOST) {
      throw new IllegalArgumentException(
          "expected at most " + MOST + " cleartext lines, got: " + lines.size());
    }
  }

  /** Whether a capability of the server is the start of TLS. */
  public boolean offersTls() {
    return lines.stream().anyMatch(line -> OFFER.matcher(line.strip()).matches());
  }
}
