package dev.parallax.agent.probe.http;

import dev.parallax.model.observation.HttpNote;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the head of a response byte by byte and notes what browsers accept although a strict parser
 * does not (RFC 9112). Judges nothing.
 */
public final class HeadScanner {
  /** What servers and proxies commonly set as the limit of a head. */
  private static final int LARGE = 16 * 1024;

  /** As Chromium: browsers refuse a longer head too. */
  public static final int LONGEST = 256 * 1024;

  /** Each folded line makes the decoder copy the value so far (RFC 9112, section 5.2). */
  private static final int MOST_FOLDS = 100;

  private static final int LINE = 256;
  private static final Pattern INTERIM = Pattern.compile("http/1\\.\\d 1(?!01)\\d\\d.*");

  private final Set<HttpNote> notes = EnumSet.noneOf(HttpNote.class);
  private final Set<String> lengths = new HashSet<>();
  private final StringBuilder line = new StringBuilder();
  private int lengthLines;
  private int size;
  private int folds;
  private byte previous;
  private boolean coded;
  private boolean first = true;
  private boolean interim;
  private boolean over;

  /** The next byte; without effect once the head is over. */
  public void read(byte next) {
    if (over) {
      return;
    }
    size++;
    if (size > LARGE) {
      notes.add(HttpNote.LARGE_HEAD);
    }
    if (previous == '\n' && (next == ' ' || next == '\t')) {
      folds++;
    }
    if (next == '\n') {
      endLine();
    } else if (line.length() < LINE) {
      line.append((char) (next & 0xff));
    }
    if (next < 0) {
      notes.add(HttpNote.NON_ASCII_HEADER);
    }
    previous = next;
  }

  private void endLine() {
    if (previous != '\r') {
      notes.add(HttpNote.BARE_LF);
    }
    var text = line.toString().strip().toLowerCase(Locale.ROOT);
    line.setLength(0);
    if (first) {
      interim = INTERIM.matcher(text).matches();
      first = text.isEmpty();
    } else if (text.isEmpty()) {
      endHead();
    } else {
      header(text);
    }
  }

  private void header(String text) {
    if (text.startsWith("content-length:")) {
      lengthLines++;
      lengths.add(text.substring(text.indexOf(':') + 1).strip());
    }
    coded |= text.startsWith("transfer-encoding:");
  }

  /** A final response follows an interim response (RFC 9110, section 15.2). */
  private void endHead() {
    if (interim) {
      notes.add(HttpNote.INTERIM_RESPONSE);
      first = true;
      return;
    }
    over = true;
    if (lengthLines > 1 && lengths.size() == 1) {
      notes.add(HttpNote.DUPLICATE_CONTENT_LENGTH);
    }
    if (coded && lengthLines > 0) {
      notes.add(HttpNote.LENGTH_AND_TRANSFER_ENCODING);
    }
  }

  /** Whether the head is longer than a trial reads, or folded into too many lines. */
  public boolean isBeyondLimit() {
    return size > LONGEST || folds > MOST_FOLDS;
  }

  /** Noted so far. */
  public Set<HttpNote> notes() {
    return EnumSet.copyOf(notes);
  }
}
