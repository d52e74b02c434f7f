package dev.parallax.agent;

import dev.parallax.agent.link.Printable;
import java.net.InetAddress;

/** A CIDR range as given to {@code --allow}. */
final class AllowedRange {
  private static final int BITS_A_BYTE = 8;

  private AllowedRange() {}

  /** The text itself, when it is {@code ADDRESS/BITS} and the address has no bits beyond those. */
  static String check(String text) {
    var parts = text.split("/", -1);
    if (parts.length != 2 || !parts[1].matches("[0-9]{1,3}") || !fits(parts[0], parts[1])) {
      throw new IllegalArgumentException(
          "a range is ADDRESS/BITS, e.g. 192.168.0.0/16, got: " + Printable.of(text));
    }
    return text;
  }

  private static boolean fits(String address, String bits) {
    try {
      return Integer.parseInt(bits)
          <= InetAddress.ofLiteral(address).getAddress().length * BITS_A_BYTE;
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }
}
