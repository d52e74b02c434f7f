package dev.parallax.report.json;

import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.SchedulingDelay;

/** Reads what {@link SchedulingDelayJson} writes. */
final class SchedulingDelayReader {
  private SchedulingDelayReader() {}

  static SchedulingDelay read(JsonCursor delay) {
    return delay.build(
        () ->
            new SchedulingDelay(
                delay.millis("longestMs"),
                delay.millis("totalMs"),
                delay.maybe("cpuShortage").map(SchedulingDelayReader::shortage)));
  }

  private static CpuShortage shortage(JsonCursor shortage) {
    return shortage.build(
        () ->
            new CpuShortage(
                shortage.integer("throttledPeriods"),
                shortage.millis("throttledMs"),
                shortage.millis("stolenMs"),
                shortage.millis("waitedMs")));
  }
}
