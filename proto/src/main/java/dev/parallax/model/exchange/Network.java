package dev.parallax.model.exchange;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * Addresses that share a prefix.
 *
 * @param prefix bits, 0 to 32 of an IPv4 and 0 to 128 of an IPv6 address; the bits after it are 0
 */
public record Network(InetAddress address, int prefix) {
  private static final String FORMS = "a network is written as 192.0.2.0/24 or 2001:db8::1";
  private static final Pattern LITERAL =
      Pattern.compile(
          "(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  public Network {
    int bits = address.getAddress().length * Byte.SIZE;
    Expected.that(prefix >= 0 && prefix <= bits, "a prefix is 0 to " + bits + " bits", prefix);
    Expected.that(
        zeroAfter(address.getAddress(), prefix),
        "a network's bits after the first " + prefix + " are 0",
        address.getHostAddress());
  }

  /**
   * Reads {@code 192.0.2.0/24} or an address alone.
   *
   * @throws IllegalArgumentException naming the value and what was expected
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    var literal = slash < 0 ? text : text.substring(0, slash);
    Expected.that(LITERAL.matcher(literal).matches(), FORMS, text);
    var address = address(literal, text);
    int bits = address.getAddress().length * Byte.SIZE;
    return new Network(
        address,
        slash < 0 ? bits : Expected.number(text.substring(slash + 1), 0, bits, "a prefix"));
  }

  private static InetAddress address(String literal, String text) {
    try {
      return InetAddress.ofLiteral(literal);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(Expected.refused(FORMS, text).getMessage(), malformed);
    }
  }

  private static boolean zeroAfter(byte[] bytes, int prefix) {
    for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
      if (isSet(bytes, bit)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the address has this prefix. */
  public boolean contains(InetAddress other) {
    var own = address.getAddress();
    var bytes = other.getAddress();
    if (own.length != bytes.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      if (isSet(own, bit) != isSet(bytes, bit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSet(byte[] bytes, int bit) {
    return (bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    boolean whole = prefix == address.getAddress().length * Byte.SIZE;
    return address.getHostAddress() + (whole ? "" : "/" + prefix);
  }
}
