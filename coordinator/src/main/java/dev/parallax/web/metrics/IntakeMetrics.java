package dev.parallax.web.metrics;

import dev.parallax.prometheus.MetricFamilies;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.sweep.intake.LatencyHistogram;

/** The metrics of observations on their way into the store. */
final class IntakeMetrics {
  private IntakeMetrics() {}

  static void write(MetricFamilies families, Intake intake) {
    families.gauge(
        "parallax_acknowledgement_age_seconds",
        "Age of the oldest received observation that is neither stored nor refused.",
        intake.acknowledgementAge().toNanos() / 1e9);
    families.gauge(
        "parallax_intake_bytes",
        "Bytes of received messages that wait for the store.",
        intake.waitingBytes());
    histogram(
        families,
        "parallax_acknowledgement_seconds",
        "From the arrival of an observation to its acknowledgement.",
        intake.meter().acknowledgements());
    histogram(
        families,
        "parallax_store_write_seconds",
        "Duration of writes of observations, each until it is durable.",
        intake.meter().writes());
  }

  private static void histogram(
      MetricFamilies families, String name, String help, LatencyHistogram latencies) {
    families.histogram(
        name, help, LatencyHistogram.BOUNDS, latencies.counts(), latencies.seconds());
  }
}
