package dev.parallax.model.exchange;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A regular expression in the syntax of RE2, matched in time linear in the text.
 *
 * @param pattern 1 to 256 characters; its length times its counted repetitions is at most 4,000,
 *     which bounds the memory and the time per character of the text
 */
public record Regex(String pattern) {
  public static final int LONGEST = 256;
  private static final int MOST_WRITTEN_OUT = 4_000;
  private static final java.util.regex.Pattern REPETITION =
      java.util.regex.Pattern.compile("\\{([0-9]+)(?:,([0-9]*))?\\}");

  public Regex {
    Expected.that(
        !pattern.isEmpty() && pattern.length() <= LONGEST,
        "a regular expression has 1 to " + LONGEST + " characters",
        pattern.length() + " characters");
    Expected.that(
        writtenOut(pattern) <= MOST_WRITTEN_OUT,
        "a regular expression whose repetitions {n} are written out has at most "
            + MOST_WRITTEN_OUT
            + " characters",
        pattern);
    compiled(pattern);
  }

  /** Whether the text contains a match. */
  public boolean find(String text) {
    return compiled(pattern).matcher(text).find();
  }

  /** The text of each group of the first match, from group 1 on; empty without a match. */
  public Optional<List<String>> match(String text) {
    var matcher = compiled(pattern).matcher(text);
    return matcher.find()
        ? Optional.of(
            IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(number -> Objects.requireNonNullElse(matcher.group(number), ""))
                .toList())
        : Optional.empty();
  }

  /** The number of capturing groups. */
  int groups() {
    return compiled(pattern).groupCount();
  }

  private static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException malformed) {
      throw new IllegalArgumentException(
          Expected.refused("a regular expression in the syntax of RE2", pattern).getMessage()
              + " ("
              + malformed.getDescription()
              + ")",
          malformed);
    }
  }

  /**
   * An upper bound of the length without counted repetitions, as if each repetition were nested in
   * all other repetitions.
   */
  private static double writtenOut(String pattern) {
    double length = pattern.length();
    var repetitions = REPETITION.matcher(pattern);
    while (repetitions.find()) {
      length *=
          Stream.of(repetitions.group(1), repetitions.group(2))
              .filter(count -> count != null && !count.isEmpty())
              .mapToDouble(Double::parseDouble)
              .reduce(1, Math::max);
    }
    return length;
  }

  @Override
  public String toString() {
    return pattern;
  }
}
