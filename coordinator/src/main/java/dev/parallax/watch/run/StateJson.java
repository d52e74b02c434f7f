package dev.parallax.watch.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Scope;
import dev.parallax.watch.incident.Finding;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.incident.TargetState;
import dev.parallax.watch.incident.TargetState.Pending;
import dev.parallax.watch.look.ObserverHealth.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** The state of a target as JSON, for the store. */
final class StateJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StateJson() {}

  static String write(TargetState state) {
    var node = MAPPER.createObjectNode();
    state.failingSince().ifPresent(at -> node.put("failingSince", at.toString()));
    state
        .pending()
        .ifPresent(
            pending ->
                finding(node.putObject("pending"), pending.finding())
                    .put("sweep", pending.sweep().value())
                    .put("confirmed", pending.confirmed()));
    state.incident().ifPresent(incident -> node.set("incident", node(incident)));
    node.put("healthy", state.healthy());
    var changes = node.putArray("changes");
    state.changes().forEach(at -> changes.add(at.toString()));
    node.put("flapping", state.flapping());
    return node.toString();
  }

  static String write(Incident incident) {
    return node(incident).toString();
  }

  private static ObjectNode node(Incident incident) {
    var node =
        finding(MAPPER.createObjectNode(), incident.finding())
            .put("id", incident.id())
            .put("target", incident.target())
            .put("sweep", incident.sweep().value())
            .put("since", incident.since().toString())
            .put("openedAt", incident.openedAt().toString());
    incident.closedAt().ifPresent(at -> node.put("closedAt", at.toString()));
    return node;
  }

  private static ObjectNode finding(ObjectNode node, Finding finding) {
    node.put("blame", finding.blame().name())
        .put("cause", finding.cause())
        .put("scope", finding.attribute().name())
        .put("value", finding.value())
        .put("probability", finding.probability());
    var affected = node.putArray("affected");
    finding.affected().forEach(vantage -> affected.add(vantage.name()));
    return node;
  }

  /**
   * Reads what {@link #write(TargetState)} wrote.
   *
   * @throws IllegalArgumentException for another text
   */
  static TargetState read(String text) {
    try {
      var node = MAPPER.readTree(text);
      var changes = new ArrayList<Instant>();
      node.path("changes").forEach(at -> changes.add(Instant.parse(at.asText())));
      return new TargetState(
          instant(node, "failingSince"),
          child(node, "pending")
              .map(
                  one ->
                      new Pending(
                          finding(one),
                          new SweepId(one.path("sweep").asText()),
                          one.path("confirmed").asBoolean())),
          child(node, "incident").map(StateJson::incident),
          node.path("healthy").asInt(),
          changes,
          node.path("flapping").asBoolean());
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("not the state of a watch: " + text, malformed);
    }
  }

  /**
   * Reads what {@link #write(Incident)} wrote.
   *
   * @throws IllegalArgumentException for another text
   */
  static Incident readIncident(String text) {
    return incident(tree(text));
  }

  /**
   * The trouble of a stored incident of the observer.
   *
   * @throws IllegalArgumentException for another text
   */
  static Trouble readTrouble(String text) {
    return Trouble.valueOf(tree(text).path("cause").asText());
  }

  private static JsonNode tree(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("not an incident: " + text, malformed);
    }
  }

  private static Incident incident(JsonNode node) {
    return new Incident(
        node.path("id").asText(),
        node.path("target").asText(),
        finding(node),
        new SweepId(node.path("sweep").asText()),
        Instant.parse(node.path("since").asText()),
        Instant.parse(node.path("openedAt").asText()),
        instant(node, "closedAt"));
  }

  private static Finding finding(JsonNode node) {
    var affected = new ArrayList<VantageId>();
    node.path("affected").forEach(name -> affected.add(new VantageId(name.asText())));
    return new Finding(
        Blame.valueOf(node.path("blame").asText()),
        node.path("cause").asText(),
        Scope.Attribute.valueOf(node.path("scope").asText()),
        node.path("value").asText(),
        node.path("probability").asDouble(),
        affected);
  }

  private static Optional<Instant> instant(JsonNode node, String key) {
    return child(node, key).map(JsonNode::asText).map(Instant::parse);
  }

  private static Optional<JsonNode> child(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key));
  }
}
