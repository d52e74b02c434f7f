package dev.parallax.agent.starttls;

import java.util.Optional;

/**
 * A tag as it stood in the stream, from {@code <} to {@code >}.
 *
 * @param name without prefix, slash and attributes
 */
record Tag(String text, String name) {
  private static final int LONGEST_NAME = 64;

  static Tag of(String text) {
    int start = text.startsWith("</") ? 2 : 1;
    int end = start;
    while (end < text.length() && !isNameEnd(text.charAt(end))) {
      end++;
    }
    var qualified = text.substring(start, Math.min(end, start + LONGEST_NAME));
    return new Tag(text, qualified.substring(qualified.indexOf(':') + 1));
  }

  private static boolean isNameEnd(char next) {
    return Character.isWhitespace(next) || next == '/' || next == '>';
  }

  /** The next complete tag; text before it is dropped. */
  static Optional<Tag> next(Inbox inbox) {
    int start = inbox.find('<', 0);
    int end = start < 0 ? -1 : end(inbox, start);
    if (end < 0) {
      return Optional.empty();
    }
    inbox.take(start);
    return Optional.of(of(Inbox.text(inbox.take(end + 1 - start))));
  }

  /** Whether the pending bytes can never become a tag. */
  static boolean isNone(Inbox inbox) {
    return inbox.size() > 0 && inbox.find('<', 0) < 0 && !Character.isWhitespace(inbox.at(0));
  }

  /** The first > outside of an attribute's value. */
  private static int end(Inbox inbox, int start) {
    int quote = 0;
    for (int at = start; at < Math.min(inbox.size(), Inbox.LONGEST); at++) {
      int next = inbox.at(at);
      if (quote == 0 && next == '>') {
        return at;
      }
      if (quote == 0 && (next == '"' || next == '\'')) {
        quote = next;
      } else if (next == quote) {
        quote = 0;
      }
    }
    return -1;
  }

  boolean isDeclaration() {
    return text.startsWith("<?xml");
  }

  /** Declarations of types, comments, CDATA, other instructions. */
  boolean isForbidden() {
    return text.startsWith("<!") || (text.startsWith("<?") && !isDeclaration());
  }

  boolean opens(String wanted) {
    return name.equals(wanted) && !text.startsWith("</");
  }

  /** Also when it closes itself. */
  boolean closes(String wanted) {
    return name.equals(wanted) && (text.startsWith("</") || text.endsWith("/>"));
  }
}
