package dev.parallax.watch.route;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.watch.message.Digest;
import dev.parallax.watch.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Alerts in the forms of Prometheus Alertmanager: webhook version 4, and {@code /api/v2/alerts}.
 */
final class AlertBodies {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String NO_END = "0001-01-01T00:00:00Z";

  /** Alerts are sent again each minute; an alert outlives a restart of the coordinator. */
  private static final Duration FIRING = Duration.ofMinutes(10);

  private AlertBodies() {}

  static String webhook(String receiver, List<Message> messages) {
    var digest = new Digest(messages);
    var status = digest.isFiring() ? "firing" : "resolved";
    var body =
        JSON.objectNode()
            .put("version", "4")
            .put("groupKey", messages.getFirst().group())
            .put("truncatedAlerts", 0)
            .put("status", status)
            .put("receiver", receiver);
    body.putObject("groupLabels").put("alertname", "ParallaxIncident");
    body.putObject("commonLabels").put("alertname", "ParallaxIncident");
    body.putObject("commonAnnotations").put("summary", digest.title());
    body.put("externalURL", messages.getFirst().link());
    var alerts = body.putArray("alerts");
    for (var message : messages) {
      var alert = alerts.addObject();
      alert.put("status", message.isFiring() ? "firing" : "resolved");
      labels(alert, message)
          .put("blame", message.blame())
          .put("cause", message.cause())
          .put("scope", message.scope());
      annotations(alert, message);
      alert
          .put("startsAt", message.since().toString())
          .put("endsAt", message.closedAt().map(Instant::toString).orElse(NO_END))
          .put("generatorURL", message.link())
          .put("fingerprint", message.incident());
    }
    return body.toString();
  }

  /** Labels identify an alert, so they are those that do not change in an incident. */
  static String alerts(List<Message> messages, Instant now) {
    ArrayNode alerts = JSON.arrayNode();
    for (var message : messages) {
      var alert = alerts.addObject();
      labels(alert, message);
      annotations(alert, message)
          .put("blame", message.blame())
          .put("cause", message.cause())
          .put("scope", message.scope());
      alert
          .put("startsAt", message.since().toString())
          .put("endsAt", message.closedAt().orElse(now.plus(FIRING)).toString());
      if (!message.link().isEmpty()) {
        alert.put("generatorURL", message.link());
      }
    }
    return alerts.toString();
  }

  private static ObjectNode labels(ObjectNode alert, Message message) {
    return alert
        .putObject("labels")
        .put("alertname", "ParallaxIncident")
        .put("target", message.target())
        .put("incident", message.incident());
  }

  private static ObjectNode annotations(ObjectNode alert, Message message) {
    return alert
        .putObject("annotations")
        .put("summary", message.headline())
        .put("event", message.kind().name())
        .put("since", message.since().toString())
        .put("affected", message.affected())
        .put("changes", String.join("\n", message.changes()))
        .put("remedy", message.remedy())
        .put("link", message.link());
  }
}
