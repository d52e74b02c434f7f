package dev.parallax.lab.net;

import java.util.regex.Pattern;

/**
 * The IPv6 address each host has beside its IPv4 one: 11.1.2.10 is 2d00:11:1:2::10 as well.
 * 2d00::/8 is ordinary unicast space that belongs to nobody yet.
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
