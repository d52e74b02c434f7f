package dev.parallax.watch.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Messages as JSON, for the store and for commands. */
public final class MessageJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private MessageJson() {}

  public static String write(Message message) {
    return node(message).toString();
  }

  private static ObjectNode node(Message message) {
    var node =
        MAPPER
            .createObjectNode()
            .put("event", message.kind().name())
            .put("incident", message.incident())
            .put("group", message.group())
            .put("target", message.target())
            .put("blame", message.blame())
            .put("cause", message.cause())
            .put("scope", message.scope())
            .put("since", message.since().toString());
    message.closedAt().ifPresent(at -> node.put("closedAt", at.toString()));
    node.put("headline", message.headline()).put("affected", message.affected());
    var changes = node.putArray("changes");
    message.changes().forEach(changes::add);
    return node.put("remedy", message.remedy())
        .put("link", message.link())
        .put("language", message.language().word());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException for another text
   */
  public static Message read(String text) {
    try {
      var node = MAPPER.readTree(text);
      var changes = new ArrayList<String>();
      node.path("changes").forEach(change -> changes.add(change.asText()));
      return new Message(
          Notice.Kind.valueOf(node.path("event").asText()),
          node.path("incident").asText(),
          node.path("group").asText(),
          node.path("target").asText(),
          node.path("blame").asText(),
          node.path("cause").asText(),
          node.path("scope").asText(),
          Instant.parse(node.path("since").asText()),
          Optional.ofNullable(node.get("closedAt")).map(at -> Instant.parse(at.asText())),
          node.path("headline").asText(),
          node.path("affected").asText(),
          changes,
          node.path("remedy").asText(),
          node.path("link").asText(),
          Language.of(node.path("language").asText()).orElse(Language.EN));
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("not a message: " + text, malformed);
    }
  }
}
