package dev.parallax.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.sweep.Coverage.Missing;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.event.Audience;
import dev.parallax.sweep.event.SweepListener;
import dev.parallax.sweep.intake.Assignments;
import dev.parallax.sweep.intake.CentralChecks;
import dev.parallax.sweep.intake.CheckQueue;
import dev.parallax.sweep.intake.Drops;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.sweep.intake.Mail;
import dev.parallax.sweep.intake.Quota;
import dev.parallax.sweep.intake.RevocationSource;
import dev.parallax.sweep.plan.Planner;
import dev.parallax.sweep.request.SweepSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the messages after a round's deadline change. */
final class RoundCollectorTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final VantageId A = new VantageId("a");
  private static final VantageId B = new VantageId("b");

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final SweepProgress progress = new SweepProgress(header());
  private final SweepTime time = new SweepTime(nanos::get, DEADLINE);
  private final Mailbox mailbox = new Mailbox(time);
  private Store store;
  private CheckQueue checks;
  private Intake intake;
  private RoundCollector collector;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    var clock = InstantSource.fixed(SampleSweep.NOON);
    var vitals = new Vitals();
    var assignments = new Assignments(store, Quota.DEFAULT, clock);
    var central = new CentralChecks(List.of(), clock, vantage -> Optional.empty());
    checks = new CheckQueue(central, RevocationSource.NONE, (sweep, mail) -> {}, vitals);
    intake = new Intake(store, assignments, checks, (sweep, mail) -> {}, new Drops(), vitals);
    var services =
        new RunServices(
            new Planner(new SweepSettings(List.of(), List.of(), Optional.empty())),
            new ConnectedAgents(),
            store,
            intake,
            assignments,
            host -> new CompletableFuture<>());
    collector =
        new RoundCollector(
            services, progress, time, mailbox, new Audience(SweepListener.NONE, List.of()));
  }

  @AfterEach
  void close() {
    intake.close();
    checks.close();
    store.close();
  }

  @Test
  void unsupportedPlanReportedAfterTheDeadline_isUnsupportedAndNotLate() throws Exception {
    var plan = SampleSweep.plan(1);
    progress.sent(plan, Set.of(A, B), Map.of());
    nanos.set(DEADLINE.plusSeconds(2).toNanos());
    mailbox.deliver(new Mail.PlanFinished(B, plan.round(), false));

    collector.collect(plan, Set.of(A, B), Set.of(A, B));
    collector.takeDelivered();

    var sweep = progress.soFar(time.took());
    assertTrue(sweep.deadlineHit());
    assertEquals(
        List.of(
            new Missing(A, NotRunReason.DEADLINE, ""),
            new Missing(B, NotRunReason.UNSUPPORTED, "")),
        sweep.coverage().missing());
  }

  private static SweepHeader header() {
    return new SweepHeader(
        SampleSweep.ID,
        SampleSweep.NOON,
        List.of(SampleSweep.vantage("a"), SampleSweep.vantage("b")),
        List.of(SampleSweep.SHOP),
        Map.of(),
        Family.ANY);
  }
}
