package dev.parallax.report.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck.AtServer;
import java.io.IOException;
import java.util.Optional;

/** Parses a check by the server's clock: null is a valid chain, a missing field is no check. */
final class AtServerReader extends StdDeserializer<Optional<AtServer>> {
  private static final long serialVersionUID = 1;

  AtServerReader() {
    super(Optional.class);
  }

  @Override
  public Optional<AtServer> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    return Optional.of(new AtServer(Optional.of(context.readValue(parser, FailureWord.class))));
  }

  @Override
  public Optional<AtServer> getNullValue(DeserializationContext context) {
    return Optional.of(new AtServer(Optional.empty()));
  }

  @Override
  public Optional<AtServer> getAbsentValue(DeserializationContext context) {
    return Optional.empty();
  }
}
