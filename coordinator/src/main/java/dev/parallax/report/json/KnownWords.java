package dev.parallax.report.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.HttpNote;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Parses a list of words, each once and in the order of its enum. Words of newer coordinators are
 * ignored.
 */
class KnownWords<T extends Enum<T>> extends StdDeserializer<List<T>> {
  private static final long serialVersionUID = 1;
  private final Class<T> type;

  private KnownWords(Class<T> type) {
    super(List.class);
    this.type = type;
  }

  @Override
  public List<T> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    try {
      var words = new JsonCursor(context.readTree(parser), "").items(JsonCursor::text);
      return Stream.of(type.getEnumConstants())
          .filter(constant -> words.contains(Json.word(constant)))
          .toList();
    } catch (MalformedReportException refused) {
      throw JsonMappingException.from(parser, refused.getMessage());
    }
  }

  @Override
  public List<T> getEmptyValue(DeserializationContext context) {
    return List.of();
  }

  static final class OfDns extends KnownWords<DnsNote> {
    private static final long serialVersionUID = 1;

    OfDns() {
      super(DnsNote.class);
    }
  }

  static final class OfHttp extends KnownWords<HttpNote> {
    private static final long serialVersionUID = 1;

    OfHttp() {
      super(HttpNote.class);
    }
  }
}
