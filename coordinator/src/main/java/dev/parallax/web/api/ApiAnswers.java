package dev.parallax.web.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.parallax.report.json.Json;
import dev.parallax.text.Printable;
import dev.parallax.web.http.Answer;
import java.util.Optional;
import java.util.TreeSet;

/** JSON of calls and answers. */
public final class ApiAnswers {
  static final String TYPE = "application/json; charset=utf-8";
  private static final int LONGEST = 500;

  private static final JsonMapper CALLS =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultSetterInfo(JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .withConfigOverride(
              Optional.class, type -> type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SET)))
          .build();

  private ApiAnswers() {}

  static Answer of(int status, Record value) {
    return Answer.of(status, TYPE, Json.compact(Json.of(value)) + "\n");
  }

  /** An error in one sentence. */
  public static Answer error(int status, String why) {
    return of(status, new ApiRecords.Problem(Printable.of(why, LONGEST)));
  }

  /**
   * The object of a call.
   *
   * @throws IllegalArgumentException naming the field and the expectation
   */
  static <T extends Record> T read(String json, Class<T> type) {
    try {
      var value = CALLS.readValue(json, type);
      if (value == null) {
        throw new IllegalArgumentException("expected a JSON object, got: null");
      }
      return value;
    } catch (UnrecognizedPropertyException unknown) {
      throw new IllegalArgumentException(
          "expected a field of "
              + new TreeSet<>(unknown.getKnownPropertyIds().stream().map(String::valueOf).toList())
              + ", got: "
              + unknown.getPropertyName(),
          unknown);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(
          "expected the JSON of the API's document: " + reason(malformed), malformed);
    }
  }

  /** Without the packages of classes. */
  private static String reason(JsonProcessingException malformed) {
    return malformed
        .getOriginalMessage()
        .replaceAll("`?(?:[a-z]\\w*\\.)+(?:\\w+\\$)?([A-Z]\\w*)`?", "$1")
        .replaceAll("creator property '(\\w+)' \\(index \\d+\\)", "field $1");
  }
}
