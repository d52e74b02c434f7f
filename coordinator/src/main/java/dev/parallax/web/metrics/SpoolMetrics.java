package dev.parallax.web.metrics;

import dev.parallax.fleet.SpoolFigures;
import dev.parallax.prometheus.MetricFamilies;

/** The metrics of an agent's spool. */
final class SpoolMetrics {
  private SpoolMetrics() {}

  static void write(MetricFamilies families, String probe, SpoolFigures spool) {
    families.gauge(
        "parallax_agent_spool_observations",
        "Observations in the agent's spool without an acknowledgement.",
        spool.records(),
        "probe",
        probe);
    families.gauge(
        "parallax_agent_spool_bytes", "Bytes of the agent's spool.", spool.bytes(), "probe", probe);
    families.gauge(
        "parallax_agent_spool_memory_only",
        "1 while the agent holds observations in memory because its disk cannot be written.",
        spool.memoryOnly().isEmpty() ? 0 : 1,
        "probe",
        probe);
    lost(families, probe, "dropped", spool.dropped());
    lost(families, probe, "damaged", spool.damaged());
  }

  private static void lost(MetricFamilies families, String probe, String reason, long count) {
    families.counter(
        "parallax_agent_spool_lost",
        "Observations that the agent lost since its start: dropped from a full spool, or at damaged"
            + " places of its files.",
        (double) count,
        "probe",
        probe,
        "reason",
        reason);
  }
}
