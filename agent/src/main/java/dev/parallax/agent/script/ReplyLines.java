package dev.parallax.agent.script;

import dev.parallax.model.exchange.Regex;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The received lines that are not matched yet. Bounds the text and the number of its matches. */
final class ReplyLines {
  /** Bytes of a line that are matched; the rest of a longer line is not looked at. */
  private static final int LONGEST = 4 * 1024;

  private static final int MOST_LINES = 1_000;

  /** Matches with a line that has no end yet: a peer may send each byte in its own packet. */
  private static final int MOST_EARLY = 64;

  /** A received line, with the size that includes its end. */
  private record Line(String text, int bytes) {}

  private final Queue<Line> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream unended = new ByteArrayOutputStream();
  private int unendedBytes;
  private int received;
  private int early;
  private int skipped;
  private int skippedBytes;
  private String last = "";

  void hear(byte[] bytes) {
    for (byte next : bytes) {
      unendedBytes++;
      if (next == '\n') {
        lines.add(unended());
        received++;
      } else if (unended.size() < LONGEST) {
        unended.write(next);
      }
    }
  }

  /** Takes the line that has no end yet. */
  private Line unended() {
    var line = new Line(text(), unendedBytes);
    unended.reset();
    unendedBytes = 0;
    return line;
  }

  private String text() {
    var text = unended.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** The groups of the next line with a match; lines before it are skipped. */
  Optional<List<String>> next(Regex expected, boolean ended) {
    while (!lines.isEmpty()) {
      var line = lines.remove();
      var match = expected.match(line.text());
      if (match.isPresent()) {
        matched();
        return match;
      }
      skipped++;
      skippedBytes += line.bytes();
      remember(line.text());
    }
    return early(expected, ended);
  }

  /**
   * A prompt has no end of line. An expression that looks at the end of the text waits for the end
   * of the line, because more of it may be under way.
   */
  private Optional<List<String>> early(Regex expected, boolean ended) {
    if (unendedBytes == 0 || (!ended && (looksAtEnd(expected) || early++ >= MOST_EARLY))) {
      return Optional.empty();
    }
    var match = expected.match(text());
    if (match.isPresent()) {
      unended();
      matched();
    } else if (ended) {
      remember(text());
    }
    return match;
  }

  private static boolean looksAtEnd(Regex expected) {
    var pattern = expected.pattern();
    return pattern.contains("$")
        || pattern.contains("\\z")
        || pattern.contains("\\b")
        || pattern.contains("\\B");
  }

  private void matched() {
    skipped = 0;
    skippedBytes = 0;
    last = "";
  }

  private void remember(String line) {
    last = line.isBlank() ? last : line;
  }

  /** Whether more lines came than are matched. */
  boolean isFull() {
    return received > MOST_LINES;
  }

  /** Bytes since the last match. */
  int bytes() {
    return skippedBytes + unendedBytes;
  }

  /** Complete lines since the last match. */
  int count() {
    return skipped;
  }

  /** The last line that has text; empty without such a line. */
  String last() {
    return last;
  }
}
