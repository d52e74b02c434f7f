package dev.parallax.web.metrics;

import dev.parallax.fleet.VantageDirectory;
import dev.parallax.fleet.VantageState;
import dev.parallax.fleet.enrolment.IdentityConflicts;
import dev.parallax.listener.RefusedConnections;
import dev.parallax.model.verdict.Blame;
import dev.parallax.prometheus.MetricFamilies;
import dev.parallax.report.json.Json;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.intake.Drops;
import dev.parallax.text.Printable;
import dev.parallax.watch.run.WatchFigures;
import dev.parallax.web.http.Answer;
import dev.parallax.wire.Contract;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics}: the metrics for Prometheus. */
public final class Metrics {
  /** Older results are not a measurement of the present, and their series end. */
  public static final Duration RESULT_AGE = Duration.ofHours(1);

  /** How long the time of a target's last sweep is exported. */
  static final Duration TARGET_AGE = Duration.ofDays(1);

  /** Pairs of target and vantage in one scrape, of the most recently swept targets. */
  static final int PAIRS = 20_000;

  private static final Logger log = LoggerFactory.getLogger(Metrics.class);

  private final SweepMeter meter;
  private final VantageDirectory fleet;
  private final Sweeps sweeps;
  private final RefusedConnections refused;
  private final CoordinatorMetrics coordinator;
  private final Supplier<WatchFigures> watches;
  private final InstantSource clock;

  public Metrics(
      SweepMeter meter,
      VantageDirectory fleet,
      Sweeps sweeps,
      RefusedConnections refused,
      CoordinatorMetrics coordinator,
      Supplier<WatchFigures> watches,
      InstantSource clock) {
    this.meter = meter;
    this.fleet = fleet;
    this.sweeps = sweeps;
    this.refused = refused;
    this.coordinator = coordinator;
    this.watches = watches;
    this.clock = clock;
  }

  public Answer answer() {
    return Answer.of(200, PrometheusTextFormatWriter.CONTENT_TYPE, families().text());
  }

  private MetricFamilies families() {
    var families = new MetricFamilies();
    var reading = meter.read();
    var now = clock.instant();
    targets(families, reading.targets(), now);
    ReferenceMetrics.write(families, reading.references(), now);
    fleet(families);
    sweeps(families, reading);
    IntakeMetrics.write(families, sweeps.intake());
    connections(families);
    coordinator.write(families);
    WatchMetrics.write(families, watches.get());
    families.info("parallax_build", "The coordinator's version.", "version", Contract.release());
    return families;
  }

  private static void targets(MetricFamilies families, List<TargetFigures> targets, Instant now) {
    int pairs = 0;
    int left = 0;
    for (var figures : targets.reversed()) {
      var age = Duration.between(figures.at(), now);
      if (age.compareTo(TARGET_AGE) < 0) {
        families.gauge(
            "parallax_last_sweep_timestamp_seconds",
            "End of the target's last sweep, Unix time in seconds; exported for one day.",
            figures.at().toEpochMilli() / 1e3,
            "target",
            figures.target());
      }
      if (age.compareTo(RESULT_AGE) >= 0) {
        continue;
      }
      pairs += figures.probes().size();
      if (pairs > PAIRS) {
        left++;
        continue;
      }
      guarded(figures.target(), () -> verdict(families, figures));
      figures
          .probes()
          .forEach(
              probe -> guarded(figures.target(), () -> probe.write(families, figures.target())));
    }
    families.gauge(
        "parallax_targets_not_exported",
        "Targets with a result that is left out because a scrape has at most 20000 pairs of"
            + " target and vantage.",
        left);
  }

  /** Figures that fail are omitted; the scrape contains all other figures. */
  private static void guarded(String of, Runnable write) {
    try {
      write.run();
    } catch (RuntimeException defect) {
      log.error("the figures of {} could not be written", Printable.of(of), defect);
    }
  }

  private static void verdict(MetricFamilies families, TargetFigures figures) {
    for (var blame : Blame.values()) {
      families.gauge(
          "parallax_verdict",
          "1 for each blame of the target's last sweep within one hour, otherwise 0.",
          figures.blames().contains(blame) ? 1 : 0,
          "target",
          figures.target(),
          "blame",
          blame.name());
    }
  }

  private void fleet(MetricFamilies families) {
    var counts = fleet.counts();
    for (var state : VantageState.values()) {
      families.gauge(
          "parallax_vantages",
          "Vantages by their state at the coordinator.",
          counts.getOrDefault(state, 0L),
          "status",
          state.word());
    }
    for (var member : fleet.members()) {
      guarded(member.now().id().name(), () -> member(families, member));
    }
  }

  private static void conflicts(
      MetricFamilies families, VantageDirectory.DirectoryEntry member, String name) {
    for (var kind : IdentityConflicts.Kind.values()) {
      var count = member.conflicts().get(kind);
      families.counter(
          "parallax_identity_conflicts",
          "Identity conflicts since the coordinator started: a vantage's key in use at two places.",
          (double) (count == null ? 0 : count.times()),
          "probe",
          name,
          "kind",
          kind.word());
    }
  }

  private static void member(MetricFamilies families, VantageDirectory.DirectoryEntry member) {
    var name = member.now().id().name();
    member
        .lastHeard()
        .ifPresent(
            at ->
                families.gauge(
                    "parallax_agent_last_seen_timestamp_seconds",
                    "Last message of the vantage's agent, Unix time in seconds.",
                    at.toEpochMilli() / 1e3,
                    "probe",
                    name));
    member
        .now()
        .clockOffset()
        .ifPresent(
            offset ->
                families.gauge(
                    "parallax_agent_clock_offset_seconds",
                    "Clock of the agent minus clock of the coordinator.",
                    offset.toNanos() / 1e9,
                    "probe",
                    name));
    families.gauge(
        "parallax_agent_certificate_expiry_timestamp_seconds",
        "End of the agent's newest certificate, Unix time in seconds; it renews at half life.",
        (double) member.certificateNotAfter().getEpochSecond(),
        "probe",
        name);
    member.spool().ifPresent(spool -> SpoolMetrics.write(families, name, spool));
    conflicts(families, member, name);
  }

  private void sweeps(MetricFamilies families, SweepMeter.MeterSnapshot reading) {
    families.histogram(
        "parallax_sweep_duration_seconds",
        "Duration of sweeps.",
        SweepMeter.BOUNDS,
        reading.buckets(),
        reading.seconds());
    families.gauge("parallax_sweeps_running", "Running sweeps.", sweeps.running());
    families.gauge(
        "parallax_sweeps_unreadable",
        "Damaged stored sweeps found since the coordinator started, at most 1000.",
        reading.unreadable());
    var ended = "Sweeps that ended since the coordinator started.";
    families.counter("parallax_sweeps", ended, (double) reading.completed(), "result", "complete");
    families.counter("parallax_sweeps", ended, (double) reading.failed(), "result", "failed");
    for (var reason : Drops.Reason.values()) {
      families.counter(
          "parallax_results_dropped",
          "Observations without a verdict.",
          (double) sweeps.drops().count(reason),
          "reason",
          Json.word(reason));
    }
    reading
        .refusals()
        .forEach(
            (rule, count) ->
                families.counter(
                    "parallax_policy_refusals",
                    "Trials that the policy of an agent's host refused, by rule.",
                    count,
                    "rule",
                    rule));
  }

  private void connections(MetricFamilies families) {
    for (var reason : RefusedConnections.Reason.values()) {
      families.counter(
          "parallax_connections_refused",
          "Connections to the agents' port that were closed for lack of room before a call"
              + " authenticated them, since the coordinator started.",
          (double) refused.count(reason),
          "reason",
          Json.word(reason));
    }
  }
}
