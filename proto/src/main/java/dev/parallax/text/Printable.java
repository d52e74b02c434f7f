package dev.parallax.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The cleaning of text from a remote party. The result is bounded in {@code char}s and contains no
 * control or invisible character, no line break and no half of a surrogate pair.
 */
public final class Printable {
  /** The default bound in {@code char}s. */
  public static final int LIMIT = 300;

  private static final String ELLIPSIS = "…";
  private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\s]+");

  /** A text is read up to this multiple of its bound. */
  private static final int LONGEST_READ = 20;

  private Printable() {}

  /** {@link #of(String, int)} with {@link #LIMIT}. */
  public static String of(String text) {
    return of(text, LIMIT);
  }

  /**
   * {@code text} on one line: escape sequences and invisible characters are removed, a line break
   * or a tabulator becomes a space. At most {@code limit} chars, with {@code …} at the end of
   * truncated text.
   */
  public static String of(String text, int limit) {
    return isPlain(text) ? bounded(text, limit) : bounded(visible(text, limit), limit);
  }

  /**
   * {@code text} in the recorded form: each run of white space and invisible characters becomes one
   * space, and is removed at the ends. At most {@code limit} chars, truncated without a mark, so
   * that equal texts stay equal.
   */
  public static String collapsed(String text, int limit) {
    var spaced =
        cut(text, LONGEST_READ * limit)
            .codePoints()
            .map(point -> Hidden.is(point) ? ' ' : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return cut(BLANKS.matcher(spaced).replaceAll(" ").strip(), limit);
  }

  /**
   * {@code text} on one line without removals: each invisible character is written as in a JSON
   * string (RFC 8259, section 7), for example {@code \n} or {@code \u202e}. For logs and for
   * messages that contain a refused value. An escaped text is not changed by escaping it again.
   */
  public static String escaped(String text, int limit) {
    if (isPlain(text)) {
      return bounded(text, limit);
    }
    var written = new StringBuilder();
    cut(text, limit + 1)
        .codePoints()
        .forEach(point -> written.append(Hidden.is(point) ? escape(point) : visible(point)));
    return bounded(written.toString(), limit);
  }

  /** At most {@code limit} bytes as ASCII; each byte that is not printable becomes a full stop. */
  public static String ascii(byte[] bytes, int limit) {
    var head = Arrays.copyOf(bytes, Math.min(bytes.length, limit));
    for (int i = 0; i < head.length; i++) {
      head[i] = head[i] < 0x20 || head[i] == 0x7f ? (byte) '.' : head[i];
    }
    return new String(head, StandardCharsets.US_ASCII);
  }

  /** The message of {@code cause}, collapsed; its class where it has no message. */
  public static String message(Throwable cause) {
    var message = cause.getMessage();
    return collapsed(message == null ? cause.getClass().getSimpleName() : message, LIMIT);
  }

  /**
   * The first {@code limit} chars of {@code text}, or one less to keep a surrogate pair together.
   */
  public static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    var halves = limit > 0 && Character.isSurrogatePair(text.charAt(limit - 1), text.charAt(limit));
    return text.substring(0, halves ? limit - 1 : limit);
  }

  /** Whether a terminal obeys or does not show this code point. */
  public static boolean isHidden(int point) {
    return Hidden.is(point);
  }

  /** Most texts are printable ASCII and need no more than a look. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String bounded(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    return limit < 1 ? "" : cut(text, limit - 1) + ELLIPSIS;
  }

  private static String visible(String text, int limit) {
    var head = cut(text, LONGEST_READ * limit).replace("\r\n", "\n");
    return Hidden.ESCAPE_SEQUENCES
        .matcher(head)
        .replaceAll("")
        .codePoints()
        .map(point -> Hidden.isBreak(point) ? ' ' : point)
        .filter(point -> !Hidden.is(point))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String visible(int point) {
    return Character.toString(point);
  }

  private static String escape(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        var units = new StringBuilder();
        for (char unit : Character.toChars(point)) {
          units.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
        yield units.toString();
      }
    };
  }
}
