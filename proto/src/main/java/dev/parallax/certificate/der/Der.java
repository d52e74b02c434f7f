package dev.parallax.certificate.der;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Predicate;

/**
 * One value of a DER encoding (X.690), decoded in place: it never reads outside its parent value,
 * descends only on request, and copies only requested bytes.
 */
public final class Der {
  public static final int BOOLEAN = 0x01;
  public static final int INTEGER = 0x02;
  public static final int BIT_STRING = 0x03;
  public static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  public static final int ENUMERATED = 0x0a;
  public static final int UTC_TIME = 0x17;
  public static final int GENERALIZED_TIME = 0x18;
  public static final int SEQUENCE = 0x30;

  private static final int LONG_FORM = 0x80;
  private static final int MULTI_BYTE_TAG = 0x1f;
  private static final int LENGTH_BYTES = 3;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'");

  private final byte[] source;
  private final int start;
  private final int content;
  private final int end;

  private Der(byte[] source, int start, int content, int end) {
    this.source = source;
    this.start = start;
    this.content = content;
    this.end = end;
  }

  /** The single value of these bytes. */
  public static Der of(byte[] whole) {
    var value = at(whole, 0, whole.length);
    if (value.end != whole.length) {
      throw new MalformedDerException(whole.length - value.end + " bytes after the value");
    }
    return value;
  }

  private static Der at(byte[] source, int start, int limit) {
    require(limit - start >= 2, "a value without tag or length");
    require((source[start] & MULTI_BYTE_TAG) != MULTI_BYTE_TAG, "a tag of several bytes");
    int first = source[start + 1] & 0xff;
    int more = first < LONG_FORM ? 0 : first - LONG_FORM;
    require(first != LONG_FORM && more <= LENGTH_BYTES, "an indefinite or huge length");
    require(limit - start - 2 >= more, "a length that is cut off");
    int length = more == 0 ? first : unsigned(source, start + 2, more);
    int content = start + 2 + more;
    require(limit - content >= length, "a value longer than the one around it");
    return new Der(source, start, content, content + length);
  }

  private static int unsigned(byte[] source, int from, int count) {
    return new BigInteger(1, source, from, count).intValue();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedDerException(otherwise);
    }
  }

  /** Constructed and specific to its context: {@code [number]} in a specification. */
  public static int explicit(int number) {
    return 0xa0 | number;
  }

  /** Primitive and specific to its context: {@code [number] IMPLICIT}. */
  public static int implicit(int number) {
    return 0x80 | number;
  }

  public int tag() {
    return source[start] & 0xff;
  }

  /** This value, when it has this tag. */
  public Der as(int tag) {
    require(tag() == tag, "tag " + tag() + " where " + tag + " was expected");
    return this;
  }

  /** The values inside, in order. */
  public List<Der> children() {
    var children = new ArrayList<Der>();
    for (int next = content; next < end; next = children.getLast().end) {
      children.add(at(source, next, end));
    }
    return children;
  }

  /**
   * The first value inside that matches; the other values are not kept.
   *
   * @throws MalformedDerException when a value before it is malformed
   */
  public Optional<Der> first(Predicate<Der> matching) {
    for (int next = content; next < end; ) {
      var child = at(source, next, end);
      if (matching.test(child)) {
        return Optional.of(child);
      }
      next = child.end;
    }
    return Optional.empty();
  }

  public DerFields fields() {
    return new DerFields(children());
  }

  /**
   * The fields of a sequence of unbounded size.
   *
   * @param most maximum number of fields
   * @throws MalformedDerException when there are more
   */
  public DerFields fields(int most) {
    var fields = new ArrayList<Der>();
    var _ =
        first(
            field -> {
              require(fields.size() < most, "more than " + most + " values in a sequence");
              fields.add(field);
              return false;
            });
    return new DerFields(fields);
  }

  /** The single value inside. */
  public Der only() {
    var children = children();
    require(children.size() == 1, children.size() + " values where one was expected");
    return children.getFirst();
  }

  /** The content, without tag and length. */
  public byte[] bytes() {
    return Arrays.copyOfRange(source, content, end);
  }

  /** The whole value in its encoding. */
  public byte[] encoded() {
    return Arrays.copyOfRange(source, start, end);
  }

  public BigInteger integer() {
    require(end > content, "a number without digits");
    return new BigInteger(source, content, end - content);
  }

  /** Bits of a number's magnitude, without making the number. */
  int bitLength() {
    int first = content;
    while (first < end && source[first] == 0) {
      first++;
    }
    return first == end
        ? 0
        : 8 * (end - first) - Integer.numberOfLeadingZeros(source[first] & 0xff) + 24;
  }

  /** The bytes of a bit string, which must be complete bytes. */
  public byte[] bits() {
    as(BIT_STRING);
    require(end > content && source[content] == 0, "a bit string that is no whole bytes");
    return Arrays.copyOfRange(source, content + 1, end);
  }

  /** An object identifier with its dots. */
  public String identifier() {
    as(OBJECT_IDENTIFIER);
    require(end > content && source[end - 1] >= 0, "an object identifier without an end");
    var dotted = new StringJoiner(".");
    long arc = 0;
    for (int at = content; at < end; at++) {
      arc = (arc << 7) | (source[at] & 0x7f);
      if (source[at] >= 0) {
        dotted.add(dotted.length() == 0 ? first(arc) : Long.toString(arc));
        arc = 0;
      }
    }
    return dotted.toString();
  }

  /** The first two arcs share one number. */
  private static String first(long both) {
    long root = Math.min(both / 40, 2);
    return root + "." + (both - 40 * root);
  }

  /** A GeneralizedTime in the only form RFC 5280 allows. */
  public Instant time() {
    return time(new String(as(GENERALIZED_TIME).bytes(), StandardCharsets.US_ASCII));
  }

  /** A time of a validity period; of a UTCTime the century is known (RFC 5280, 4.1.2.5.1). */
  public Instant period() {
    if (tag() != UTC_TIME) {
      return time();
    }
    var text = new String(bytes(), StandardCharsets.US_ASCII);
    return time((text.compareTo("50") < 0 ? "20" : "19") + text);
  }

  private static Instant time(String text) {
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException noTime) {
      throw new MalformedDerException("a time not of the form YYYYMMDDHHMMSSZ", noTime);
    }
  }
}
