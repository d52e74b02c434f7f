package dev.parallax.agent.starttls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Received bytes that are not consumed yet. */
final class Inbox {
  /** The maximum size of an incomplete line, packet or tag. */
  static final int LONGEST = 4 * 1024;

  private byte[] waiting = {};

  void add(byte[] bytes) {
    var longer = Arrays.copyOf(waiting, waiting.length + bytes.length);
    System.arraycopy(bytes, 0, longer, waiting.length, bytes.length);
    waiting = longer;
  }

  int size() {
    return waiting.length;
  }

  /** Unsigned. */
  int at(int index) {
    return waiting[index] & 0xff;
  }

  byte[] take(int length) {
    var head = Arrays.copyOf(waiting, length);
    waiting = Arrays.copyOfRange(waiting, length, waiting.length);
    return head;
  }

  /** The index of this byte among the first {@link #LONGEST}; -1 when absent. */
  int find(int wanted, int from) {
    for (int at = from; at < Math.min(size(), LONGEST); at++) {
      if (at(at) == wanted) {
        return at;
      }
    }
    return -1;
  }

  /** The next complete line without its end, LF or CR LF. */
  Optional<String> line() {
    int end = find('\n', 0);
    return end < 0 ? Optional.empty() : Optional.of(text(take(end + 1)).stripTrailing());
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
