package dev.parallax.report.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;

/** Writes one observation; {@link ResultReader} parses it. */
public final class ResultJson {
  private ResultJson() {}

  /** All fields except those that depend on the position of the result. */
  public static ObjectNode of(Observation observation) {
    var key = observation.key();
    var node =
        Json.object()
            .put("vantage", key.vantage().name())
            .put("round", key.round())
            .put("arm", key.arm().word())
            .put("variant", key.variant());
    node.set("address", Json.address(key.address()));
    node.put("trial", key.trial());
    outcome(node, observation.outcome());
    node.set("steps", Json.of(observation.steps()));
    observation.delay().ifPresent(delay -> node.set("schedulingDelay", Json.of(delay)));
    return node;
  }

  private static void outcome(ObjectNode node, Outcome outcome) {
    switch (outcome) {
      case Outcome.Ok() -> node.put("status", "ok");
      case Outcome.Failed(var failure) ->
          node.put("status", "failed")
              .put("failedStep", failure.step().word())
              .put("failure", failure.word().word())
              .put("said", failure.detail());
      case Outcome.NotRun(var reason, var said) ->
          node.put("status", "not_run").put("notRunReason", reason.word()).put("said", said);
    }
    for (var field : new String[] {"failedStep", "failure", "said", "notRunReason"}) {
      if (!node.has(field)) {
        node.putNull(field);
      }
    }
  }
}
