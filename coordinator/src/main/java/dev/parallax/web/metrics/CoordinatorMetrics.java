package dev.parallax.web.metrics;

import dev.parallax.outlet.OutletFigures;
import dev.parallax.prometheus.MetricFamilies;
import dev.parallax.store.LeaseState;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The state of the coordinator's own parts.
 *
 * @param streams open streams of agents, before and after Hello
 * @param lease of the database
 * @param outlet empty for a coordinator without an outlet
 */
public record CoordinatorMetrics(
    IntSupplier streams,
    Supplier<Optional<LeaseState>> lease,
    Supplier<Optional<OutletFigures>> outlet) {
  void write(MetricFamilies families) {
    families.gauge(
        "parallax_agent_streams",
        "Open streams of agents, before and after their first message.",
        streams.getAsInt());
    lease.get().ifPresent(held -> write(families, held));
    outlet.get().ifPresent(figures -> write(families, figures));
  }

  private static void write(MetricFamilies families, OutletFigures figures) {
    families.gauge(
        "parallax_outlet_lag_seconds",
        "Age of the oldest finished sweep that the outlet does not have, by its start; 0 without"
            + " such a sweep, and where another coordinator writes.",
        figures.lag().toNanos() / 1e9);
    families.counter(
        "parallax_outlet_sweeps",
        "Sweeps written to the outlet since the coordinator started.",
        figures.sweeps());
    families.counter(
        "parallax_outlet_errors",
        "Attempts to write to the outlet that failed since the coordinator started.",
        figures.errors());
    families.counter(
        "parallax_outlet_skipped",
        "Damaged sweeps that were left out of the outlet since the coordinator started.",
        figures.skipped());
  }

  private static void write(MetricFamilies families, LeaseState held) {
    families.gauge(
        "parallax_lease_epoch",
        "Epoch of this coordinator's lease of the database; grows with each holder.",
        held.epoch());
    families.gauge(
        "parallax_lease_age_seconds",
        "Time since the lease of the database was extended; it ends after 15 s.",
        held.age().toNanos() / 1e9);
  }
}
