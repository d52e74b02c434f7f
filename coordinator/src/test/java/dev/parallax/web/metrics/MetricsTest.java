package dev.parallax.web.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.fleet.VantageDirectory;
import dev.parallax.listener.RefusedConnections;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Scope;
import dev.parallax.outlet.OutletFigures;
import dev.parallax.report.Fixture;
import dev.parallax.store.LeaseState;
import dev.parallax.watch.incident.Finding;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.run.WatchFigures;
import dev.parallax.web.Promtool;
import dev.parallax.web.WebStage;
import dev.parallax.web.access.WebConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of sweeps and vantages for Prometheus. */
@Timeout(60)
public final class MetricsTest {
  public static final Sweep SWEEP = Fixture.sweep();

  private static final LeaseState LEASE =
      new LeaseState(7, Duration.ofSeconds(4), Duration.ofSeconds(15));

  private static final OutletFigures OUTLET =
      new OutletFigures(5, 2, 1, Duration.ofSeconds(90), Optional.of("no space"));

  private WebStage stage;
  private final SweepMeter meter = new SweepMeter();

  @BeforeEach
  void open(@TempDir Path folder) {
    stage = WebStage.open(folder);
    stage.connect("eu-1");
    stage.join("eu-2", Map.of());
    meter.finished(SWEEP, Attribution.attribute(SWEEP));
    meter.failed();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  /** As a scrape sees it so long after the sweep. */
  private String scraped(Duration later) {
    return scrape(stage, meter, later);
  }

  public static String scrape(WebStage stage, SweepMeter meter, Duration later) {
    var now = SWEEP.startedAt().plus(SWEEP.took()).plus(later);
    var fleet = new VantageDirectory(stage.desk.store, stage.agents, stage.desk.conflicts);
    return new Metrics(
            meter,
            fleet,
            stage.sweeps,
            new RefusedConnections(System::nanoTime),
            new CoordinatorMetrics(() -> 3, () -> Optional.of(LEASE), () -> Optional.of(OUTLET)),
            MetricsTest::watches,
            () -> now)
        .answer()
        .body();
  }

  private static WatchFigures watches() {
    var finding =
        new Finding(Blame.PATH, "P1", Scope.Attribute.NETWORK, "AS64500", 0.97, List.of());
    var incident =
        new Incident(
            "i-1",
            "https://shop.example.com",
            finding,
            SWEEP.id(),
            SWEEP.startedAt(),
            SWEEP.startedAt(),
            Optional.empty());
    return new WatchFigures(
        2,
        1,
        0,
        Duration.ofSeconds(3),
        List.of(incident),
        false,
        Map.of(),
        Map.of("foreign", 3L),
        Optional.of("line 1"));
  }

  @Test
  void watches_haveIncidentsAndLateness() {
    var metrics = scraped(Duration.ofMinutes(1));
    assertHas(metrics, "parallax_watches 2.0");
    assertHas(metrics, "parallax_watches_paused 1.0");
    assertHas(metrics, "parallax_browser_reports_total{result=\"foreign\"} 3.0");
    assertHas(metrics, "parallax_watch_late_seconds 3.0");
    assertHas(metrics, "parallax_watch_file_mistakes 1.0");
    assertHas(metrics, "parallax_observer_sick 0.0");
    assertHas(
        metrics,
        "parallax_incident{blame=\"PATH\",cause=\"P1\",target=\"https://shop.example.com\"} 1.0");
  }

  @Test
  void theWayIntoTheStore_hasAgeAndLatencies() {
    var metrics = scraped(Duration.ofMinutes(1));
    assertHas(metrics, "parallax_acknowledgement_age_seconds 0.0");
    assertHas(metrics, "parallax_intake_bytes 0.0");
    assertHas(metrics, "parallax_acknowledgement_seconds_count 0");
    assertHas(metrics, "parallax_store_write_seconds_bucket{le=\"0.05\"} 0");
  }

  @Test
  void streamsAndLease_areShown() {
    var metrics = scraped(Duration.ofMinutes(1));
    assertHas(metrics, "parallax_agent_streams 3.0");
    assertHas(metrics, "parallax_lease_epoch 7.0");
    assertHas(metrics, "parallax_lease_age_seconds 4.0");
  }

  @Test
  void outlet_isShown() {
    var metrics = scraped(Duration.ofMinutes(1));
    assertHas(metrics, "parallax_outlet_lag_seconds 90.0");
    assertHas(metrics, "parallax_outlet_sweeps_total 5.0");
    assertHas(metrics, "parallax_outlet_errors_total 2.0");
    assertHas(metrics, "parallax_outlet_skipped_total 1.0");
  }

  private static void assertHas(String metrics, String line) {
    assertTrue(metrics.lines().anyMatch(line::equals), line + "\nis not in\n" + metrics);
  }

  @Test
  void scrape_passesPromtool() throws IOException, InterruptedException {
    Promtool.check(scraped(Duration.ZERO), "check", "metrics");
  }

  @Test
  void failingAndPassing_underBlackboxNames() {
    var metrics = scraped(Duration.ofMinutes(1));
    assertHas(metrics, "probe_success{probe=\"eu-a1\",target=\"https://shop.example.com\"} 0.0");
    assertHas(
        metrics, "probe_success{probe=\"origin-lan\",target=\"https://shop.example.com\"} 1.0");
    assertHas(
        metrics,
        "parallax_trials_passed_ratio{probe=\"eu-a1\",target=\"https://shop.example.com\"} 0.2");
    assertHas(
        metrics,
        "parallax_failure_reason{probe=\"eu-a1\",reason=\"reset_after_client_hello\",step=\"tls\","
            + "target=\"https://shop.example.com\"} 1.0");
    assertHas(
        metrics,
        "probe_tls_version_info{probe=\"eu-a1\",target=\"https://fine.example.com\","
            + "version=\"TLS 1.3\"} 1");
    assertHas(
        metrics,
        "probe_ssl_earliest_cert_expiry{probe=\"eu-a1\",target=\"https://fine.example.com\"}"
            + " 1.7434656E9");
  }

  @Test
  void verdict_isOneForEachBlameAndZeroElse() {
    var metrics = scraped(Duration.ofMinutes(1));
    assertHas(
        metrics, "parallax_verdict{blame=\"ORIGIN\",target=\"https://shop.example.com\"} 1.0");
    assertHas(metrics, "parallax_verdict{blame=\"PATH\",target=\"https://shop.example.com\"} 0.0");
    assertHas(
        metrics, "parallax_verdict{blame=\"HEALTHY\",target=\"https://fine.example.com\"} 1.0");
  }

  @Test
  void referenceSite_hasASeriesForEachVantage() {
    assertTrue(
        scraped(Duration.ofMinutes(5))
            .lines()
            .anyMatch(line -> line.matches("parallax_reference_success\\{.*site=.*} 1.0")),
        () -> scraped(Duration.ofMinutes(5)));
    assertFalse(scraped(Duration.ofDays(2)).contains("parallax_reference_success{"));
  }

  @Test
  void vantageThatDidNotRun_hasNoSeries() {
    var metrics = scraped(Duration.ofMinutes(1));
    assertFalse(metrics.contains("probe=\"sa-f1\""), metrics);
    assertFalse(
        metrics.contains("probe=\"origin-lan\",target=\"https://fine.example.com\""), metrics);
  }

  @Test
  void oldResults_stop_andWhenTheyWereIsToldForADay() {
    var metrics = scraped(Metrics.RESULT_AGE);
    assertFalse(metrics.contains("probe_success{"), metrics);
    assertFalse(metrics.contains("parallax_verdict{"), metrics);
    assertTrue(metrics.contains("parallax_last_sweep_timestamp_seconds{"), metrics);
    assertFalse(
        scraped(Metrics.TARGET_AGE).contains("parallax_last_sweep_timestamp_seconds{"), metrics);
  }

  @Test
  void fleetAndSweeps_areCounted() {
    var metrics = scraped(Duration.ZERO);
    assertHas(metrics, "parallax_vantages{status=\"ready\"} 1.0");
    assertHas(metrics, "parallax_vantages{status=\"offline\"} 1.0");
    assertHas(metrics, "parallax_agent_clock_offset_seconds{probe=\"eu-1\"} 0.003");
    assertTrue(metrics.contains("parallax_agent_last_seen_timestamp_seconds{probe=\"eu-1\"}"));
    assertHas(metrics, "parallax_sweep_duration_seconds_bucket{le=\"2.0\"} 0");
    assertHas(metrics, "parallax_sweep_duration_seconds_bucket{le=\"5.0\"} 1");
    assertHas(metrics, "parallax_sweep_duration_seconds_count 1");
    assertHas(metrics, "parallax_sweeps_total{result=\"failed\"} 1.0");
    assertHas(metrics, "parallax_results_dropped_total{reason=\"late\"} 0.0");
    assertHas(metrics, "parallax_policy_refusals_total{rule=\"other\"} 1.0");
  }

  @Test
  void spoolOfAnAgent_isExported() {
    var metrics = scraped(Duration.ZERO);
    assertHas(metrics, "parallax_agent_spool_observations{probe=\"eu-1\"} 7.0");
    assertHas(metrics, "parallax_agent_spool_bytes{probe=\"eu-1\"} 4096.0");
    assertHas(metrics, "parallax_agent_spool_memory_only{probe=\"eu-1\"} 1.0");
    assertHas(metrics, "parallax_agent_spool_lost_total{probe=\"eu-1\",reason=\"dropped\"} 2.0");
    assertHas(metrics, "parallax_agent_spool_lost_total{probe=\"eu-1\",reason=\"damaged\"} 1.0");
  }

  @Test
  void wordsOfTheFuture_areOther() {
    var sweep = SWEEP.withTargets(SWEEP.targets().stream().map(MetricsTest::strange).toList());
    meter.finished(sweep, Attribution.attribute(sweep));
    var metrics = scraped(Duration.ZERO);
    assertFalse(metrics.contains("quantum_leak"), metrics);
    assertTrue(metrics.contains("reason=\"other\""), metrics);
  }

  private static TargetResults strange(TargetResults results) {
    return results.with(results.observations().stream().map(MetricsTest::strange).toList());
  }

  private static Observation strange(Observation seen) {
    return seen.failure().isEmpty()
        ? seen
        : new Observation(
            seen.key(),
            seen.planHash(),
            new Outcome.Failed(new Failure(Step.TLS, new FailureWord("quantum_leak"), "")),
            seen.steps());
  }

  @Test
  void rules_areKnownOnes() {
    assertEquals("private-use", PolicyRule.of("10.0.0.1 is private-use"));
    assertEquals("metadata", PolicyRule.of("169.254.169.254 is metadata"));
    assertEquals("port", PolicyRule.of("port 25 is not among [443]"));
    assertEquals(
        "resolver-port", PolicyRule.of("port 99 of a resolver is not among [53, 853, 443]"));
    assertEquals("quiet-hours", PolicyRule.of("quiet-hours 22:00-06:00 UTC of this host: x"));
    assertEquals("probing", PolicyRule.of("probing is off on this host"));
    assertEquals("other", PolicyRule.of("10.0.0.1 is \"} 1\nforged 1"));
    assertEquals("other", PolicyRule.of("10.0.0.1 is mine-" + "x".repeat(1_000)));
  }

  @Test
  void restart_keepsWhatWasSeenWithinTheHour(@TempDir Path folder) {
    var config = new WebConfig(WebStage.at("127.0.0.1"), Optional.empty(), Set.of());
    var recent = at(stage.desk.clock.instant().minus(Duration.ofMinutes(20)));
    try (var again = new WebStage(folder, config, List.of(recent))) {
      var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (!again.get("/metrics").body().contains("probe_success{")) {
        assertTrue(System.nanoTime() < end, "no figures after the restart");
      }
      assertTrue(again.get("/").body().contains("shop.example.com"));
    }
  }

  private static Sweep at(Instant startedAt) {
    return new Sweep(
        SWEEP.id(),
        startedAt,
        SWEEP.took(),
        false,
        SWEEP.vantages(),
        SWEEP.rounds(),
        SWEEP.coverage(),
        SWEEP.targets());
  }
}
