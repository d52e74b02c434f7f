package dev.parallax.attribution.explain.cut;

import dev.parallax.attribution.explain.figure.Figures;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The numbers of bytes after which connections were cut.
 *
 * @param least of all cut connections
 * @param most of all cut connections
 */
record ByteAmounts(long least, long most) {
  /** One TCP segment over Ethernet: a device that counts packets cuts between two of them. */
  private static final long SEGMENT = 1_460;

  static ByteAmounts of(LongStream bytes) {
    var summary = bytes.summaryStatistics();
    return summary.getCount() == 0
        ? new ByteAmounts(0, 0)
        : new ByteAmounts(summary.getMin(), summary.getMax());
  }

  /**
   * {@code least}, {@code most} and {@code amounts}: {@code exact}, {@code same} within one
   * segment, otherwise {@code different}.
   */
  Map<String, String> parameters() {
    return Map.of(
        "least", Figures.count(least), "most", Figures.count(most), "amounts", likeness());
  }

  boolean isWithinOneSegment() {
    return most - least <= SEGMENT;
  }

  private String likeness() {
    if (least == most) {
      return "exact";
    }
    return isWithinOneSegment() ? "same" : "different";
  }
}
