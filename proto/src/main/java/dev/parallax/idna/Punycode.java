package dev.parallax.idna;

/** Punycode (RFC 3492): a label of Unicode characters encoded as letters, digits and hyphens. */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;
  private static final int FIRST_BIAS = 72;
  private static final int FIRST_POINT = 0x80;

  private final int[] label;
  private final StringBuilder encoded = new StringBuilder();
  private int bias = FIRST_BIAS;
  private int delta;
  private int handled;

  private Punycode(String label) {
    this.label = label.codePoints().toArray();
  }

  /**
   * Without the prefix {@code xn--}.
   *
   * @param label at most a few hundred characters
   */
  static String encode(String label) {
    return new Punycode(label).encode();
  }

  private String encode() {
    int basic = appendBasic();
    handled = basic;
    int point = FIRST_POINT;
    while (handled < label.length) {
      int next = smallestFrom(point);
      delta = Math.addExact(delta, Math.multiplyExact(next - point, handled + 1));
      point = next;
      insertAll(point, basic);
      delta++;
      point++;
    }
    return encoded.toString();
  }

  private int appendBasic() {
    for (int point : label) {
      if (point < FIRST_POINT) {
        encoded.append((char) point);
      }
    }
    int basic = encoded.length();
    if (basic > 0) {
      encoded.append('-');
    }
    return basic;
  }

  private int smallestFrom(int least) {
    int smallest = Integer.MAX_VALUE;
    for (int point : label) {
      if (point >= least) {
        smallest = Math.min(smallest, point);
      }
    }
    return smallest;
  }

  private void insertAll(int wanted, int basic) {
    for (int point : label) {
      if (point < wanted) {
        delta++;
      } else if (point == wanted) {
        appendNumber(delta);
        bias = adapted(handled == basic);
        delta = 0;
        handled++;
      }
    }
  }

  /** A generalised variable-length integer (section 3.3). */
  private void appendNumber(int number) {
    int rest = number;
    for (int k = BASE; ; k += BASE) {
      int threshold = Math.clamp(k - bias, T_MIN, T_MAX);
      if (rest < threshold) {
        break;
      }
      encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
      rest = (rest - threshold) / (BASE - threshold);
    }
    encoded.append(digit(rest));
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  /** Section 3.4. */
  private int adapted(boolean first) {
    int rest = first ? delta / DAMP : delta / 2;
    rest += rest / (handled + 1);
    int k = 0;
    while (rest > (BASE - T_MIN) * T_MAX / 2) {
      rest /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
  }
}
