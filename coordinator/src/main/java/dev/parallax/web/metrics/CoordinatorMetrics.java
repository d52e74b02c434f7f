package dev.parallax.web.metrics;

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
 */
public record CoordinatorMetrics(IntSupplier streams, Supplier<Optional<LeaseState>> lease) {
  void write(MetricFamilies families) {
    families.gauge(
        "parallax_agent_streams",
        "Open streams of agents, before and after their first message.",
        streams.getAsInt());
    lease.get().ifPresent(held -> write(families, held));
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
