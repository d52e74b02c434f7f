package dev.parallax.watch.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.watch.message.Digest;
import dev.parallax.watch.message.Message;

/** Events of PagerDuty's Events API version 2. */
final class PagerDutyEvents {
  static final String URL = "https://events.pagerduty.com/v2/enqueue";
  private static final int SUMMARY_BYTES = 1_000;

  private PagerDutyEvents() {}

  static String event(Message message, String key) {
    var event =
        JsonNodeFactory.instance
            .objectNode()
            .put("routing_key", key)
            .put("event_action", message.isFiring() ? "trigger" : "resolve")
            .put("dedup_key", message.incident());
    var payload =
        event
            .putObject("payload")
            .put("summary", Digest.cut(message.target() + ": " + message.headline(), SUMMARY_BYTES))
            .put("source", message.target())
            .put("severity", "ORIGIN".equals(message.blame()) ? "critical" : "error")
            .put("timestamp", message.since().toString())
            .put("class", message.cause());
    payload
        .putObject("custom_details")
        .put("blame", message.blame())
        .put("scope", message.scope())
        .put("affected", message.affected())
        .put("changes", String.join("\n", message.changes()))
        .put("remedy", message.remedy());
    if (!message.link().isEmpty()) {
      event.putArray("links").addObject().put("href", message.link()).put("text", "report");
    }
    return event.toString();
  }
}
