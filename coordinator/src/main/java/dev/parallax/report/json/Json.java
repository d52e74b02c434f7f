package dev.parallax.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parallax.text.CiLog;
import dev.parallax.text.Printable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The spellings of the JSON documents: numbers, durations, addresses, line breaks. */
public final class Json {
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Escapes one half of a surrogate pair. */
  private static final int ESCAPE_CHARS = 6;

  private static final CharacterEscapes VISIBLE = new Visible();

  static {
    MAPPER.getFactory().setCharacterEscapes(VISIBLE);
  }

  private Json() {}

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static JsonNode text(Optional<String> value) {
    return value.<JsonNode>map(NODES::textNode).orElse(NODES.nullNode());
  }

  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public static JsonNode none() {
    return NODES.nullNode();
  }

  /** A record of the model, as {@link JsonCursor#bind} reads it. */
  public static ObjectNode of(Record value) {
    return ModelMapper.MAPPER.valueToTree(value);
  }

  public static JsonNode millis(Duration value) {
    return NODES.numberNode(exactMillis(value));
  }

  /** Milliseconds, exact to the nanosecond. */
  static BigDecimal exactMillis(Duration value) {
    return BigDecimal.valueOf(value.getSeconds())
        .movePointRight(3)
        .add(BigDecimal.valueOf(value.getNano(), 6))
        .stripTrailingZeros();
  }

  /** A finite number; JSON has no infinity. */
  public static JsonNode number(double value) {
    var finite = Double.isNaN(value) ? 0 : Math.clamp(value, -1e9, 1e9);
    return NODES.numberNode(finite);
  }

  public static JsonNode address(Optional<InetAddress> address) {
    return text(address.map(Json::address));
  }

  /** The literal without a zone, which has no meaning on another host. */
  public static String address(InetAddress address) {
    var literal = address.getHostAddress();
    var zone = literal.indexOf('%');
    return zone < 0 ? literal : literal.substring(0, zone);
  }

  public static ObjectNode texts(Map<String, String> entries) {
    var node = object();
    entries.forEach(node::put);
    return node;
  }

  public static ArrayNode texts(Collection<?> values) {
    var array = NODES.arrayNode();
    values.forEach(value -> array.add(value.toString()));
    return array;
  }

  public static ArrayNode array(Collection<? extends JsonNode> elements) {
    return NODES.arrayNode().addAll(elements);
  }

  /** The same value, written on one line of an indented document. */
  public static JsonNode line(JsonNode value) {
    return NODES.rawValueNode(new RawValue(compact(value)));
  }

  public static String compact(JsonNode value) {
    try {
      return CiLog.inertJson(visible(MAPPER.writeValueAsString(value)));
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public static String indented(JsonNode value) {
    var lines = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return CiLog.inertJson(visible(MAPPER.writer(printer).writeValueAsString(value))) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Escapes hidden characters beyond U+FFFF, which Jackson passes one half at a time. */
  private static String visible(String document) {
    if (!hasHiddenPair(document)) {
      return document;
    }
    var written = new StringBuilder();
    document
        .codePoints()
        .forEach(
            point ->
                written.append(
                    isHiddenPair(point)
                        ? Printable.escaped(Character.toString(point), 2 * ESCAPE_CHARS)
                        : Character.toString(point)));
    return written.toString();
  }

  /** In a loop, because a document has megabytes and hardly ever a character beyond U+FFFF. */
  private static boolean hasHiddenPair(String document) {
    for (int i = 0; i < document.length(); i++) {
      if (Character.isHighSurrogate(document.charAt(i)) && isHiddenPair(document.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHiddenPair(int point) {
    return Character.isSupplementaryCodePoint(point) && Printable.isHidden(point);
  }

  /** Escapes control characters of terminals, so that the document can be printed as it is. */
  private static final class Visible extends CharacterEscapes {
    private static final int DELETE = 0x7F;

    @Override
    public int[] getEscapeCodesForAscii() {
      var codes = standardAsciiEscapesForJSON();
      codes[DELETE] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      var hidden = character > DELETE && !isSurrogate(character) && Printable.isHidden(character);
      return hidden ? new SerializedString(String.format(Locale.ROOT, "\\u%04x", character)) : null;
    }

    private static boolean isSurrogate(int character) {
      return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
  }
}
