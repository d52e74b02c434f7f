package dev.parallax.model.exchange;

import dev.parallax.model.value.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a {@link ScriptStep.Send}, read into the bytes and groups of which it consists. */
public final class SentText {
  /** The longest text, and the longest text of a group that is sent back, in characters. */
  static final int LONGEST = 1_024;

  private static final int LONGEST_GROUP = 256;
  private static final String FORMS =
      "a text to send is written with \\r, \\n, \\t, \\\\, \\xHH and ${1} to ${9}";
  private static final Pattern PART =
      Pattern.compile(
          "\\\\(?<escape>[rnt\\\\])|\\\\x(?<hex>[0-9A-Fa-f]{2})|\\$\\{(?<group>[1-9])\\}"
              + "|(?<plain>\\$(?!\\{)|[^\\\\$\\p{Cntrl}]+)");

  private final List<Part> parts;

  private SentText(List<Part> parts) {
    this.parts = parts;
  }

  /** Bytes, or a group of a match. */
  private sealed interface Part {
    record Fixed(Bytes bytes) implements Part {}

    record Group(int number) implements Part {}
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException naming the text and what was expected
   */
  public static SentText parse(String text) {
    Expected.that(
        !text.isEmpty() && text.length() <= LONGEST,
        "a text to send has 1 to " + LONGEST + " characters",
        text.length() + " characters");
    var parts = new ArrayList<Part>();
    var matcher = PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      Expected.that(matcher.find(at) && matcher.start() == at, FORMS, text);
      parts.add(part(matcher));
      at = matcher.end();
    }
    return new SentText(List.copyOf(parts));
  }

  private static Part part(Matcher matcher) {
    if (matcher.group("group") != null) {
      return new Part.Group(Integer.parseInt(matcher.group("group")));
    }
    if (matcher.group("hex") != null) {
      return fixed(new byte[] {(byte) Integer.parseInt(matcher.group("hex"), 16)});
    }
    var escape = matcher.group("escape");
    var plain = escape == null ? matcher.group("plain") : escaped(escape.charAt(0));
    return fixed(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static Part fixed(byte[] bytes) {
    return new Part.Fixed(Bytes.copyOf(bytes));
  }

  private static String escaped(char letter) {
    return switch (letter) {
      case 'r' -> "\r";
      case 'n' -> "\n";
      case 't' -> "\t";
      default -> "\\";
    };
  }

  /** The highest number of a group; 0 without groups. */
  int groups() {
    return parts.stream()
        .mapToInt(part -> part instanceof Part.Group(int number) ? number : 0)
        .max()
        .orElse(0);
  }

  /**
   * The bytes to send.
   *
   * @param groups the texts of the groups from group 1 on; of each at most 256 characters are sent
   */
  public byte[] bytes(List<String> groups) {
    var bytes = new ByteArrayOutputStream();
    for (var part : parts) {
      bytes.writeBytes(
          switch (part) {
            case Part.Fixed(var fixed) -> fixed.toArray();
            case Part.Group(int number) -> cut(groups.get(number - 1));
          });
    }
    return bytes.toByteArray();
  }

  private static byte[] cut(String group) {
    return group
        .substring(0, Math.min(group.length(), LONGEST_GROUP))
        .getBytes(StandardCharsets.UTF_8);
  }
}
