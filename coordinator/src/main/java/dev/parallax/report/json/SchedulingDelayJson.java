package dev.parallax.report.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.SchedulingDelay;

/** Writes how late an agent was during a trial; {@link SchedulingDelayReader} reads it back. */
final class SchedulingDelayJson {
  private SchedulingDelayJson() {}

  static ObjectNode of(SchedulingDelay delay) {
    var node = Json.object();
    node.set("longestMs", Json.millis(delay.longest()));
    node.set("totalMs", Json.millis(delay.total()));
    delay.shortage().ifPresent(shortage -> node.set("cpuShortage", of(shortage)));
    return node;
  }

  private static ObjectNode of(CpuShortage shortage) {
    var node = Json.object().put("throttledPeriods", shortage.throttledPeriods());
    node.set("throttledMs", Json.millis(shortage.throttled()));
    node.set("stolenMs", Json.millis(shortage.stolen()));
    node.set("waitedMs", Json.millis(shortage.waited()));
    return node;
  }
}
