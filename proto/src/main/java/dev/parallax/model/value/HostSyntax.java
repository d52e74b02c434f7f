package dev.parallax.model.value;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * DNS names and address literals, as permitted in a request, a ClientHello or a DNS query. Names
 * have the length limits of RFC 1035, section 2.3.4. Labels may also contain what browsers and curl
 * allow beyond host names of RFC 1123: underscores, and hyphens at either end.
 */
public final class HostSyntax {
  /** Characters of a name without the dot at its end. */
  static final int LONGEST_NAME = 253;

  private static final String LABEL = "[A-Za-z0-9_-]{1,63}";
  private static final Pattern NAME = Pattern.compile(LABEL + "(?:\\." + LABEL + "){0,126}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern DOTTED = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}");
  private static final String OCTET = "(?:0|[1-9][0-9]{0,2})";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.%]{2,60}");

  private HostSyntax() {}

  /** A DNS name in letters of either case; its last label is not all digits. */
  public static boolean isName(String text) {
    return text.length() <= LONGEST_NAME
        && NAME.matcher(text).matches()
        && !DIGITS.matcher(text.substring(text.lastIndexOf('.') + 1)).matches();
  }

  /** A lower-case DNS name or an address literal without brackets. */
  public static boolean isHost(String text) {
    return address(text).isPresent()
        || (isName(text) && text.chars().noneMatch(c -> c >= 'A' && c <= 'Z'));
  }

  /** Four decimal numbers with a leading zero, which inet_aton(3) reads as octal. */
  public static boolean isAmbiguous(String text) {
    return DOTTED.matcher(text).matches() && !IPV4.matcher(text).matches();
  }

  /**
   * The address of a literal, without any resolver. Short forms such as {@code 127.1}, which the
   * JDK parses as addresses, and numbers with leading zeros are not addresses.
   */
  public static Optional<InetAddress> address(String text) {
    boolean spelled =
        text.contains(":")
            ? IPV6.matcher(text).matches() && hasPlainTail(text)
            : IPV4.matcher(text).matches();
    if (!spelled) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException notALiteral) {
      return Optional.empty();
    }
  }

  /** An IPv4 address at the end of an IPv6 literal has no leading zeros either. */
  private static boolean hasPlainTail(String text) {
    return !text.contains(".") || IPV4.matcher(text.substring(text.lastIndexOf(':') + 1)).matches();
  }
}
