package dev.parallax.model.plan;

import dev.parallax.model.value.Check;
import java.util.List;
import java.util.Locale;

/**
 * The form of a ClientHello on the wire, independent of its offers.
 *
 * @param extensions IANA extension types in the order they are sent, at most 64; empty leaves them
 *     and their order to the TLS engine. When given, the ClientHello is written by hand and the
 *     probe ends with the server's first flight
 * @param grease values of RFC 8701 among ciphers, groups and extensions, as in browsers
 * @param size padded to this many bytes (RFC 7685); 0 for no padding
 */
public record HelloShape(List<Integer> extensions, boolean grease, int size, Split split) {
  public static final HelloShape ENGINE = new HelloShape(List.of(), false, 0, Split.WHOLE);

  private static final int MOST_EXTENSIONS = 64;

  public HelloShape {
    Check.that(
        extensions.size() <= MOST_EXTENSIONS,
        "extensions are at most " + MOST_EXTENSIONS,
        extensions.size());
    extensions = List.copyOf(extensions);
    Check.that(size >= 0 && size <= 16_384, "a hello is padded to 0 to 16384 bytes", size);
    Check.that(
        extensions.stream().allMatch(type -> type >= 0 && type <= 0xFFFF),
        "extension types are 0 to 65535",
        extensions);
  }

  /** The engine's own hello, cut so. */
  public static HelloShape split(Split split) {
    return new HelloShape(List.of(), false, 0, split);
  }

  public boolean isWrittenByHand() {
    return !extensions.isEmpty();
  }

  /**
   * The split of the ClientHello, always in the middle of the server name, or of the message
   * without one.
   */
  public enum Split {
    WHOLE,
    /** One record in two TCP segments. */
    SEGMENTS,
    /** Two records, each in its own segment. */
    RECORDS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
