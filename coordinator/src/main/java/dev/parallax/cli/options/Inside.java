package dev.parallax.cli.options;

import com.google.protobuf.ByteString;
import dev.parallax.cli.output.CliException;
import dev.parallax.v1.InsideSelector;
import java.net.InetAddress;

/**
 * Parses {@code SELECTOR} or {@code SELECTOR=ADDRESS}; a selector may itself be {@code key=value}.
 */
public final class Inside {
  private Inside() {}

  public static InsideSelector parse(String text) {
    var cut = text.lastIndexOf('=');
    var after = cut < 0 ? "" : text.substring(cut + 1);
    var selector = looksLikeAddress(after) ? text.substring(0, cut) : text;
    if (selector.isBlank()) {
      throw CliException.usage("--inside: expected SELECTOR or SELECTOR=ADDRESS, got: " + text);
    }
    var inside = InsideSelector.newBuilder().setSelector(selector);
    return looksLikeAddress(after)
        ? inside.setRoute(ByteString.copyFrom(address(after))).build()
        : inside.build();
  }

  private static boolean looksLikeAddress(String text) {
    return text.contains(":") || text.matches("[0-9]+(\\.[0-9]+)+");
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException malformed) {
      throw CliException.usage("--inside: a route is an IP address, got: " + text);
    }
  }
}
