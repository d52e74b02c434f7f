package dev.parallax.watch.edit;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as YAML of one line, which is read back as the same text. */
final class YamlScalar {
  /** Texts that no reader takes for a structure, a comment, a quotation or nothing. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+@=-]*(:[A-Za-z0-9._/+@=-]+)*");

  static final String EMPTY_LIST = "none";

  private YamlScalar() {}

  /**
   * A text.
   *
   * @throws IllegalArgumentException for a text with control characters
   */
  static String of(String text) {
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("expected a text without control characters");
    }
    return PLAIN.matcher(text).matches()
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** The value of a field; a list is separated by commas, and {@code none} is the empty list. */
  static String of(WatchField field, String value) {
    if (field == WatchField.MAINTENANCE) {
      return WindowText.yaml(value);
    }
    if (!field.isList()) {
      return of(value.strip());
    }
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty() && !item.equals(EMPTY_LIST))
        .map(YamlScalar::of)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
