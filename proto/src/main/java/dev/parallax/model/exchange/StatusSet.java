package dev.parallax.model.exchange;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of HTTP status codes.
 *
 * @param ranges 1 to 16
 */
public record StatusSet(List<Range> ranges) {
  private static final int MOST = 16;
  private static final int LEAST_STATUS = 100;
  private static final int MOST_STATUS = 599;
  private static final Pattern RANGE = Pattern.compile("([0-9]{3})(?:-([0-9]{3}))?");

  public StatusSet {
    ranges = Expected.atMost(MOST, ranges, "ranges of status codes");
    Expected.that(!ranges.isEmpty(), "a set of status codes has 1 or more ranges", "none");
  }

  /** Status codes from {@code first} to {@code last}, both included; 100 to 599. */
  public record Range(int first, int last) {
    public Range {
      Expected.that(
          first >= LEAST_STATUS && first <= last && last <= MOST_STATUS,
          "a range of status codes is within 100-599 and not reversed",
          first + "-" + last);
    }

    private String text() {
      return first == last ? Integer.toString(first) : first + "-" + last;
    }
  }

  /**
   * Reads {@code 200-299,301}.
   *
   * @throws IllegalArgumentException naming the value and what was expected
   */
  static StatusSet parse(String text) {
    return new StatusSet(Stream.of(text.split(",", -1)).map(StatusSet::range).toList());
  }

  private static Range range(String text) {
    var parts = RANGE.matcher(text);
    Expected.that(parts.matches(), "status codes are written as 200-299,301", text);
    var last = parts.group(2) == null ? parts.group(1) : parts.group(2);
    return new Range(Integer.parseInt(parts.group(1)), Integer.parseInt(last));
  }

  public boolean contains(int status) {
    return ranges.stream().anyMatch(range -> range.first <= status && status <= range.last);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return ranges.stream().map(Range::text).collect(Collectors.joining(","));
  }
}
