package dev.parallax.agent.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * A range of addresses (RFC 4632, RFC 4291 section 2.3).
 *
 * @param network the lowest address of the range
 * @param prefix how many leading bits every address of the range shares with it
 */
public record Cidr(InetAddress network, int prefix) {
  public Cidr {
    int bits = network.getAddress().length * 8;
    if (prefix < 0 || prefix > bits) {
      throw new IllegalArgumentException("a prefix is 0 to " + bits + ", got: " + prefix);
    }
    var lowest = masked(network.getAddress(), prefix);
    if (!Arrays.equals(lowest, network.getAddress())) {
      throw new IllegalArgumentException(
          "a range starts at its lowest address, here "
              + address(lowest).getHostAddress()
              + ", got: "
              + network.getHostAddress());
    }
  }

  /**
   * Parses {@code 10.0.0.0/8}, {@code fd00::/8}, or a single address.
   *
   * @throws IllegalArgumentException naming the text and the expectation
   */
  public static Cidr parse(String text) {
    int slash = text.indexOf('/');
    try {
      var network = literal(slash < 0 ? text : text.substring(0, slash));
      int bits = network.getAddress().length * 8;
      return new Cidr(network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "a range is ADDRESS/PREFIX such as 10.0.0.0/8, got: "
              + text
              + " ("
              + malformed.getMessage()
              + ")",
          malformed);
    }
  }

  /** The range of this number of leading bits that contains the address. */
  static Cidr around(InetAddress address, int prefix) {
    return new Cidr(address(masked(address.getAddress(), prefix)), prefix);
  }

  /** Whether the range is a single address. */
  boolean isSingle() {
    return prefix == network.getAddress().length * 8;
  }

  public boolean contains(InetAddress address) {
    var bytes = address.getAddress();
    return bytes.length == network.getAddress().length
        && Arrays.equals(masked(bytes, prefix), network.getAddress());
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }

  /** Java also parses {@code 10} as 0.0.0.10, and an empty text as loopback. */
  private static InetAddress literal(String text) {
    if (!text.contains(":") && !text.matches("\\d+(\\.\\d+){3}")) {
      throw new IllegalArgumentException("no address");
    }
    return InetAddress.ofLiteral(text);
  }

  private static byte[] masked(byte[] address, int prefix) {
    var result = address.clone();
    for (int bit = prefix; bit < result.length * 8; bit++) {
      result[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return result;
  }

  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException wrongLength) {
      throw new IllegalArgumentException(wrongLength);
    }
  }
}
