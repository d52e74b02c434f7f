package dev.parallax.lab.net;

import java.util.regex.Pattern;

/**
 * The IPv6 address of each host in addition to its IPv4 address: 11.1.2.10 also is 2d00:11:1:2::10.
 * 2d00::/8 is global unicast space that is not assigned yet.
 */
public final class Ipv6Addresses {
  private static final Pattern FOUR =
      Pattern.compile("\\b11\\.(\\d+)\\.(\\d+)\\.(\\d+)\\b(?:/32)?");

  private Ipv6Addresses() {}

  public static String of(String address) {
    return in(address).replace("/128", "");
  }

  /** A line of text with each address of the lab turned into the other; a {@code /32} with it. */
  static String in(String line) {
    return FOUR.matcher(line)
        .replaceAll(
            found ->
                "2d00:11:%s:%s::%s%s"
                    .formatted(
                        found.group(1),
                        found.group(2),
                        found.group(3),
                        found.group().endsWith("/32") ? "/128" : ""));
  }

  /** Whether a line is about an address that has another. */
  static boolean concerns(String line) {
    return FOUR.matcher(line).find();
  }
}
