package dev.parallax.lab.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An incident of {@code GET /api/v1/incidents}.
 *
 * @param target empty for an incident of the fleet or of the coordinator
 * @param hypothesis the code of the cause; empty while it is open
 */
public record WatchedIncident(
    String id,
    String target,
    String blame,
    String hypothesis,
    Instant openedAt,
    Optional<Instant> closedAt) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The incidents of an answer of the API. */
  public static List<WatchedIncident> read(String json) throws StageFailure {
    try {
      return MAPPER
          .readTree(json)
          .path("incidents")
          .valueStream()
          .map(WatchedIncident::of)
          .toList();
    } catch (IOException unreadable) {
      throw new StageFailure("expected incidents as JSON, got: " + json);
    }
  }

  private static WatchedIncident of(JsonNode incident) {
    return new WatchedIncident(
        incident.path("id").asText(),
        incident.path("target").asText(""),
        incident.path("blame").asText(),
        incident.path("hypothesis").asText(""),
        Instant.parse(incident.path("openedAt").asText()),
        Optional.of(incident.path("closedAt"))
            .filter(JsonNode::isTextual)
            .map(at -> Instant.parse(at.asText())));
  }

  public boolean isOpen() {
    return closedAt.isEmpty();
  }

  /** {@code ORIGIN O3}. */
  @Override
  public String toString() {
    return (blame + " " + hypothesis).strip();
  }
}
