package dev.parallax.report.words;

import dev.parallax.report.layout.TextCells;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of one language by key, with their placeholders; see {@code
 * catalogue_en.properties}.
 */
public final class Sentences {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-zA-Z0-9]+)([%~#@]?)}");

  /**
   * Whether a space separates two words: between a Chinese character and a name, not between two
   * Chinese characters.
   */
  private static final Pattern NEEDLESS_SPACE =
      Pattern.compile("(?<=[\\p{IsHan}，。；：、）]) (?=[\\p{IsHan}（])");

  static final int HASH_SHOWN = 12;
  private static final List<String> COUNTS = List.of("count", "days");
  private final Properties sentences;

  private Sentences(Properties sentences) {
    this.sentences = sentences;
  }

  public static Sentences load(Language language) {
    var file = "catalogue_" + language.word() + ".properties";
    try (var stream = Sentences.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalArgumentException("there is no catalogue for language: " + language);
      }
      var sentences = new Properties();
      sentences.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return new Sentences(sentences);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Set<String> keys() {
    return sentences.stringPropertyNames();
  }

  public Optional<String> find(String key) {
    return Optional.ofNullable(sentences.getProperty(key)).map(String::strip);
  }

  String get(String key) {
    return find(key).orElseThrow(() -> new IllegalStateException("no sentence for " + key));
  }

  /** The sentence with its placeholders filled; a missing parameter is printed as {@code ?}. */
  String fill(String key, Map<String, String> parameters) {
    var filled =
        PLACEHOLDER
            .matcher(get(form(key, parameters)))
            .replaceAll(match -> Matcher.quoteReplacement(value(match, parameters)));
    return NEEDLESS_SPACE.matcher(filled).replaceAll("");
  }

  /** The singular form of a sentence, if it exists. */
  private String form(String key, Map<String, String> parameters) {
    var single = key + ".one";
    return sentences.containsKey(single)
            && COUNTS.stream().map(parameters::get).anyMatch("1"::equals)
        ? single
        : key;
  }

  private static String value(MatchResult match, Map<String, String> parameters) {
    var given = Printable.of(parameters.getOrDefault(match.group(1), ""));
    var value = given.isEmpty() ? "?" : given;
    return switch (match.group(2)) {
      case "%" -> percent(value);
      case "~" -> offset(value);
      case "@" -> time(value);
      case "#" -> value.substring(0, Math.min(HASH_SHOWN, value.length()));
      default -> value;
    };
  }

  /** {@code 0.263} as {@code 26 %}; a value that is not a fraction is unchanged. */
  private static String percent(String value) {
    try {
      return Math.round(100 * Double.parseDouble(value)) + " %";
    } catch (NumberFormatException words) {
      return value;
    }
  }

  /** {@code PT0.48S} as {@code 480ms}. */
  private static String time(String value) {
    try {
      return TextCells.time(Duration.parse(value));
    } catch (DateTimeParseException words) {
      return value;
    }
  }

  /** {@code PT-87600H} as {@code -3650 d}. */
  private static String offset(String value) {
    try {
      return TextCells.offset(Duration.parse(value));
    } catch (DateTimeParseException words) {
      return value;
    }
  }
}
