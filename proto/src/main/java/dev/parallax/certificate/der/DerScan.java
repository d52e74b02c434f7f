package dev.parallax.certificate.der;

/**
 * Checks encodings without recursion and without allocation for each value, before any other code
 * decodes them: lengths are consistent; depth, number of values and the sizes of identifiers are
 * within {@link Limit}. Forms that DER forbids and libraries decode recursively are malformed:
 * indefinite lengths, and constructed strings.
 */
public final class DerScan {
  private static final int CLASS = 0xc0;
  private static final int CONSTRUCTED = 0x20;
  private static final int NUMBER = 0x1f;
  private static final int LENGTH_BYTES = 3;

  /** Of the universal tags these alone are constructed in DER (X.690, sections 8.9 to 8.18). */
  private static final int EXTERNAL = 0x08;

  private static final int EMBEDDED = 0x0b;
  private static final int SEQUENCE = 0x10;
  private static final int SET = 0x11;

  private final int[] ends = new int[(int) Limit.DEPTH.most()];
  private int values;

  // The value at hand.
  private int tag;
  private int content;
  private int next;

  /**
   * Counts the values of an encoding in addition to those counted before.
   *
   * @throws MalformedDerException when it is not DER
   * @throws ReaderLimitException when it exceeds a limit
   */
  public void add(byte[] source) {
    int depth = 0;
    int end = source.length;
    int at = 0;
    while (at < end || depth > 0) {
      if (at == end) {
        end = ends[--depth];
        continue;
      }
      header(source, at, end);
      Limit.VALUES.require(++values);
      if (isConstructed()) {
        Limit.DEPTH.require(depth + 1L);
        ends[depth++] = end;
        end = next;
        at = content;
      } else {
        if (tag == Der.OBJECT_IDENTIFIER) {
          Limit.IDENTIFIER_BYTES.require(next - (long) content);
        }
        at = next;
      }
    }
  }

  private void header(byte[] source, int at, int end) {
    require(end - at >= 2, "a value without tag or length");
    tag = source[at] & 0xff;
    require((tag & NUMBER) != NUMBER, "a tag of several bytes");
    int length = source[at + 1] & 0xff;
    content = at + 2;
    if (length >= 0x80) {
      int bytes = length - 0x80;
      require(bytes > 0, "an indefinite length");
      require(bytes <= LENGTH_BYTES, "a length of " + bytes + " bytes");
      require(end - content >= bytes, "a length that is cut off");
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = (length << 8) | (source[content++] & 0xff);
      }
    }
    require(end - content >= length, "a value longer than the one around it");
    next = content + length;
  }

  private boolean isConstructed() {
    boolean constructed = (tag & CONSTRUCTED) != 0;
    if ((tag & CLASS) == 0) {
      int number = tag & NUMBER;
      boolean always = number == SEQUENCE || number == SET;
      boolean may = always || number == EXTERNAL || number == EMBEDDED;
      require(constructed ? may : !always, "tag " + tag + ", which DER does not have");
    }
    return constructed;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedDerException(otherwise);
    }
  }
}
