package dev.parallax.report.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of one JSON string, number or word, each with its spelling and its parser. */
final class ScalarModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("rawtypes")
  ScalarModule() {
    write(Duration.class, (value, out) -> out.writeNumber(Json.exactMillis(value)));
    write(InetAddress.class, (value, out) -> out.writeString(Json.address(value)));
    write(Instant.class, (value, out) -> out.writeString(value.toString()));
    write(FailureWord.class, (value, out) -> out.writeString(value.word()));
    write(VantageId.class, (value, out) -> out.writeString(value.name()));
    write(Enum.class, (value, out) -> out.writeString(Json.word(value)));
    read(String.class, JsonCursor::text, "");
    read(int.class, JsonCursor::integer);
    read(long.class, JsonCursor::count);
    read(boolean.class, JsonCursor::flag, false);
    read(Bytes.class, ignored -> Bytes.EMPTY, Bytes.EMPTY);
    read(Duration.class, JsonCursor::millis);
    read(InetAddress.class, JsonCursor::address);
    read(Instant.class, JsonCursor::instant);
    read(FailureWord.class, JsonCursor::failureWord);
    read(VantageId.class, JsonCursor::vantage);
    read(Step.class, cursor -> cursor.word(Step.class));
    read(NotRunReason.class, cursor -> cursor.word(NotRunReason.class));
    read(CentralCheck.Source.class, cursor -> cursor.word(CentralCheck.Source.class));
    read(CentralCheck.Status.class, cursor -> cursor.word(CentralCheck.Status.class));
    read(OcspStaple.Status.class, cursor -> cursor.word(OcspStaple.Status.class));
    read(Sighting.Means.class, cursor -> cursor.word(Sighting.Means.class));
    read(Sighting.ConnectionEnd.class, cursor -> cursor.word(Sighting.ConnectionEnd.class));
  }

  private <T> void write(Class<T> type, Spelling<T> spelling) {
    addSerializer(
        type,
        new StdScalarSerializer<T>(type) {
          private static final long serialVersionUID = 1;

          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            spelling.write(value, out);
          }
        });
  }

  private <T> void read(Class<T> type, Function<JsonCursor, T> parse) {
    read(type, parse, null);
  }

  /** With the value of a missing field that may be missing. */
  private <T> void read(Class<T> type, Function<JsonCursor, T> parse, @Nullable T missing) {
    addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          private static final long serialVersionUID = 1;

          @Override
          public T deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            try {
              return parse.apply(new JsonCursor(context.readTree(parser), ""));
            } catch (MalformedReportException refused) {
              throw JsonMappingException.from(parser, refused.getMessage());
            }
          }

          @Override
          public @Nullable T getEmptyValue(DeserializationContext context) {
            return missing;
          }
        });
  }

  /** Writes a value as one JSON token. */
  private interface Spelling<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }
}
