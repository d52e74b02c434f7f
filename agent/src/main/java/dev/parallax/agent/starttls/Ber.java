package dev.parallax.agent.starttls;

import dev.parallax.model.value.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The part of BER (X.690) that LDAP allows: one-byte tags, definite lengths. */
final class Ber {
  private static final int LONG_FORM = 0x80;
  private static final int LENGTH_BYTES = 4;

  private Ber() {}

  /** The number of received bytes of the first element. */
  sealed interface ElementProgress {}

  record Unfinished() implements ElementProgress {}

  record Overlong() implements ElementProgress {}

  /** All of it, this many bytes with its head. */
  record Whole(int length) implements ElementProgress {}

  record Element(int tag, Bytes content) {
    static final Element NONE = new Element(0, Bytes.EMPTY);

    List<Element> inner() {
      return elements(content.toArray());
    }

    String text() {
      return Inbox.text(content.toArray());
    }

    /** At most four bytes; -1 for more or none. */
    int number() {
      if (content.size() < 1 || content.size() > Integer.BYTES) {
        return -1;
      }
      int value = 0;
      for (byte next : content.toArray()) {
        value = (value << 8) | (next & 0xff);
      }
      return value;
    }
  }

  static ElementProgress whole(Inbox inbox) {
    if (inbox.size() < 2) {
      return new Unfinished();
    }
    int lengthBytes = inbox.at(1) < LONG_FORM ? 0 : inbox.at(1) - LONG_FORM;
    if (inbox.at(1) == LONG_FORM || lengthBytes > LENGTH_BYTES) {
      return new Overlong();
    }
    if (inbox.size() < 2 + lengthBytes) {
      return new Unfinished();
    }
    long length = lengthBytes == 0 ? inbox.at(1) : 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = (length << 8) | inbox.at(2 + i);
    }
    long all = 2 + lengthBytes + length;
    if (all > Inbox.LONGEST) {
      return new Overlong();
    }
    return inbox.size() < all ? new Unfinished() : new Whole((int) all);
  }

  /** The elements in order; a truncated element at the end is omitted. */
  static List<Element> elements(byte[] bytes) {
    var elements = new ArrayList<Element>();
    var rest = new Inbox();
    rest.add(bytes);
    while (whole(rest) instanceof Whole(int length)) {
      elements.add(element(rest.take(length)));
    }
    return elements;
  }

  private static Element element(byte[] whole) {
    int head = whole[1] >= 0 ? 2 : 2 + (whole[1] & 0x7f);
    var content = new byte[whole.length - head];
    ByteBuffer.wrap(whole).position(head).get(content);
    return new Element(whole[0] & 0xff, Bytes.copyOf(content));
  }
}
