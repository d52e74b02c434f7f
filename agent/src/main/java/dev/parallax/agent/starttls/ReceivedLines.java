package dev.parallax.agent.starttls;

import dev.parallax.model.observation.CleartextLines;
import dev.parallax.text.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The first received bytes of a dialogue, for the record: 4 KiB, cut into lines at each LF. Bytes
 * that are not printable ASCII are replaced.
 */
final class ReceivedLines {
  private static final int MOST_BYTES = 4 * 1024;

  private byte[] head = {};

  void add(byte[] bytes) {
    int more = Math.min(bytes.length, MOST_BYTES - head.length);
    if (more > 0) {
      var longer = Arrays.copyOf(head, head.length + more);
      System.arraycopy(bytes, 0, longer, head.length, more);
      head = longer;
    }
  }

  CleartextLines lines() {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < head.length && lines.size() < CleartextLines.MOST; at++) {
      if (head[at] == '\n') {
        lines.add(line(start, at));
        start = at + 1;
      }
    }
    if (start < head.length && lines.size() < CleartextLines.MOST) {
      lines.add(line(start, head.length));
    }
    return new CleartextLines(lines);
  }

  private String line(int from, int end) {
    int stop = end > from && head[end - 1] == '\r' ? end - 1 : end;
    return Printable.ascii(Arrays.copyOfRange(head, from, stop), CleartextLines.LONGEST);
  }
}
