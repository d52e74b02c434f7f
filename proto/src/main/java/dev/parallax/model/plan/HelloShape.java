package dev.parallax.model.plan;

import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Check;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form of a ClientHello on the wire, independent of its offers.
 *
 * @param extensions IANA extension types in the order they are sent, at most 64; empty leaves them
 *     and their order to the TLS engine. When given, the ClientHello is written by hand and the
 *     probe ends with the server's first flight
 * @param grease values of RFC 8701 among ciphers, groups and extensions, as in browsers
 * @param size padded to this many bytes (RFC 7685); 0 for no padding
 * @param bodies of extensions whose body is the same on every connection, by type, each at most
 *     1,024 bytes; the agent computes the bodies of all other extensions
 * @param shares the groups with a key share; empty for the first group, and a classical group
 *     beside a hybrid group
 */
public record HelloShape(
    List<Integer> extensions,
    boolean grease,
    int size,
    Split split,
    Map<Integer, Bytes> bodies,
    List<String> shares) {
  public static final HelloShape ENGINE = new HelloShape(List.of(), false, 0, Split.WHOLE);

  private static final int MOST_EXTENSIONS = 64;
  private static final int MOST_SHARES = 8;
  private static final int LONGEST_BODY = 1_024;

  /** Every body is computed by the agent. */
  public HelloShape(List<Integer> extensions, boolean grease, int size, Split split) {
    this(extensions, grease, size, split, Map.of(), List.of());
  }

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
    shares = List.copyOf(shares);
    Check.that(
        shares.size() <= MOST_SHARES,
        "groups with a key share are at most " + MOST_SHARES,
        shares.size());
    bodies = Collections.unmodifiableMap(new TreeMap<>(bodies));
    Check.that(
        extensions.containsAll(bodies.keySet()),
        "a body belongs to an extension that is sent",
        bodies.keySet());
    Check.that(
        bodies.values().stream().allMatch(body -> body.size() <= LONGEST_BODY),
        "the body of an extension is at most " + LONGEST_BODY + " bytes",
        bodies);
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
