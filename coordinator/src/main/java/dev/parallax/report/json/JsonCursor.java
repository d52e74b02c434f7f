package dev.parallax.report.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.Printable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A value in a JSON document with its path, so that a refusal can name the place. */
public record JsonCursor(JsonNode node, String path) {
  private static final int SHOWN = 60;
  private static final int DIGITS = 30;

  public JsonCursor at(String field) {
    return maybe(field)
        .orElseThrow(() -> new MalformedReportException(path + "." + field + ": is missing"));
  }

  /** Absent when the field is missing or null. */
  public Optional<JsonCursor> maybe(String field) {
    expect(node.isObject(), "an object");
    return Optional.ofNullable(node.get(field))
        .filter(value -> !value.isNull())
        .map(value -> new JsonCursor(value, path + "." + field));
  }

  String text() {
    expect(node.isTextual(), "a string");
    return node.textValue();
  }

  public String text(String field) {
    return at(field).text();
  }

  public Optional<String> maybeText(String field) {
    return maybe(field).map(JsonCursor::text);
  }

  int integer() {
    expect(node.isIntegralNumber() && node.canConvertToInt(), "an integer");
    return node.intValue();
  }

  public int integer(String field) {
    return at(field).integer();
  }

  /** An integer of 64 bits. */
  long count() {
    expect(node.isIntegralNumber() && node.canConvertToLong(), "an integer");
    return node.longValue();
  }

  boolean flag() {
    expect(node.isBoolean(), "true or false");
    return node.booleanValue();
  }

  public boolean flag(String field) {
    return at(field).flag();
  }

  public Duration millis(String field) {
    return at(field).millis();
  }

  public Duration millis() {
    expect(node.isNumber(), "a number of milliseconds");
    var exact = node.decimalValue();
    expect(isModest(exact), "a number of milliseconds");
    var nanos = exact.movePointRight(6).toBigInteger().divideAndRemainder(BILLION);
    expect(nanos[0].bitLength() < Long.SIZE - 1, "a number of milliseconds");
    return Duration.ofSeconds(nanos[0].longValue(), nanos[1].longValue());
  }

  private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

  /** Guards against exponents that would fill the memory when written out. */
  private static boolean isModest(BigDecimal value) {
    return Math.abs(value.scale()) <= DIGITS && value.precision() <= DIGITS;
  }

  public Instant instant(String field) {
    return at(field).instant();
  }

  Instant instant() {
    try {
      return Instant.parse(text());
    } catch (DateTimeException malformed) {
      throw refusal("a time like 2026-01-31T12:00:00Z");
    }
  }

  public InetAddress address() {
    return as("an IP address", InetAddress::ofLiteral);
  }

  public VantageId vantage() {
    return as("a vantage's name", VantageId::new);
  }

  FailureWord failureWord() {
    return as("a failure word of a-z 0-9 _", FailureWord::new);
  }

  public Target target() {
    var parsed = as("a target", Target::parse);
    expect(parsed.name().equals(text()), "a target in its canonical spelling " + parsed.name());
    return parsed;
  }

  /** Words of a request and of expectations. */
  public Exchange exchange() {
    return build(() -> Exchange.parse(items(JsonCursor::text)));
  }

  /** A string that {@code parse} accepts. */
  public <T> T as(String expectation, Function<String, T> parse) {
    var text = text();
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException refused) {
      throw refusal(expectation);
    }
  }

  /** A word of an enum. */
  public <T extends Enum<T>> T word(T[] values, Function<T, String> word) {
    var text = text();
    for (var value : values) {
      if (word.apply(value).equals(text)) {
        return value;
      }
    }
    var words = Stream.of(values).map(word).toList();
    throw refusal("one of " + String.join(", ", words));
  }

  /** A constant of an enum in lower case. */
  <T extends Enum<T>> T word(Class<T> type) {
    return word(type.getEnumConstants(), constant -> constant.name().toLowerCase(Locale.ROOT));
  }

  public <T> List<T> list(String field, Function<JsonCursor, T> read) {
    return at(field).items(read);
  }

  /** Of an array. */
  public <T> List<T> items(Function<JsonCursor, T> read) {
    expect(node.isArray(), "an array");
    var values = new ArrayList<T>(node.size());
    for (int i = 0; i < node.size(); i++) {
      values.add(read.apply(new JsonCursor(node.get(i), path + "[" + i + "]")));
    }
    return values;
  }

  public Map<String, String> texts(String field) {
    var map = at(field);
    map.expect(map.node.isObject(), "an object");
    var entries = new TreeMap<String, String>();
    map.node.fieldNames().forEachRemaining(key -> entries.put(key, map.text(key)));
    return entries;
  }

  /** A record of the model. */
  public <T> T bind(Class<T> type) {
    try {
      return ModelMapper.MAPPER.treeToValue(node, type);
    } catch (JsonMappingException refused) {
      throw below(refused.getPath()).refusal(refused);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private JsonCursor below(List<JsonMappingException.Reference> steps) {
    var place = this;
    for (var step : steps) {
      var field = step.getFieldName();
      place =
          field == null
              ? new JsonCursor(
                  place.node.path(step.getIndex()), place.path + "[" + step.getIndex() + "]")
              : new JsonCursor(place.node.path(field), place.path + "." + field);
    }
    return place;
  }

  private MalformedReportException refusal(JsonMappingException refused) {
    return switch (refused) {
      case InvalidNullException missing -> new MalformedReportException(path + ": is missing");
      case ValueInstantiationException invalid
          when invalid.getCause() instanceof IllegalArgumentException cause ->
          new MalformedReportException(path + ": " + Printable.of(cause.getMessage() + ""));
      case MismatchedInputException other -> {
        var type = other.getTargetType();
        yield refusal(
            type != null && Collection.class.isAssignableFrom(type) ? "an array" : "an object");
      }
      default -> new MalformedReportException(path + refused.getOriginalMessage());
    };
  }

  /** A record whose own checks are reported with the path of its JSON object. */
  <T> T build(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException refused) {
      throw new MalformedReportException(path + ": " + Printable.of(refused.getMessage() + ""));
    }
  }

  public void expect(boolean holds, String expectation) {
    if (!holds) {
      throw refusal(expectation);
    }
  }

  public MalformedReportException refusal(String expectation) {
    return new MalformedReportException(
        path + ": expected " + expectation + ", got " + Printable.of(node.toString(), SHOWN));
  }
}
