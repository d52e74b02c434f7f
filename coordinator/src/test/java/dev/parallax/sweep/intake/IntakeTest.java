package dev.parallax.sweep.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.health.Vitals;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.BrokenStore;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.LoggedLines;
import dev.parallax.sweep.SampleSweep;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(30)
@Isolated
final class IntakeTest {
  private static final SweepId OTHER_SWEEP = new SweepId("other");
  private static final long FLOOD_BYTES = 1 << 20;
  private static final InstantSource CLOCK = InstantSource.fixed(SampleSweep.NOON);
  private static final Set<VantageId> VANTAGES = Set.of(new VantageId("a"), new VantageId("b"));

  @TempDir Path folder;
  private final BlockingQueue<Mail> mail = new LinkedBlockingQueue<>();
  private final CountDownLatch storing = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Vitals vitals = new Vitals();
  private final Drops drops = new Drops();
  private Store store;

  /** A sender whose link is closed: every message to it fails. */
  private static final Intake.Sender BROKEN =
      new Intake.Sender() {
        @Override
        public void stored(Observation observation) {
          throw new IllegalStateException("the call is cancelled");
        }

        @Override
        public void refused(TrialKey key, Drops.Reason reason) {
          throw new IllegalStateException("the call is cancelled");
        }

        @Override
        public void notStored(RuntimeException error) {
          throw new IllegalStateException("the call is cancelled");
        }

        @Override
        public void displaced(long totalBytes) {
          throw new IllegalStateException("the call is cancelled");
        }
      };

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void brokenSender_isNoTroubleOfTheSweepNorOfTheOthers() throws Exception {
    try (var intake = intake(paused(store))) {
      var other = new FakeAgent("b", intake, FakeAgent::staySilent);
      occupy(intake, other);
      intake.observed(SampleSweep.base("a", 1, SampleSweep.OK), 1_000, BROKEN);
      intake.observed(SampleSweep.base("b", 2, SampleSweep.OK), 1_000, other);
      goOn.countDown();

      assertEquals(observed("b", 1), next());
      assertEquals(observed("a", 1), next());
      assertEquals(observed("b", 2), next());
      assertEquals(2, other.acknowledged.size());
    }
  }

  /** The thread of the intake serves every sweep: each of its lines names sweep and vantage. */
  @Test
  void aLineOfTheIntakeNamesSweepAndVantage() throws Exception {
    try (var lines = new LoggedLines(IntakeBatch.class);
        var intake = intake(store)) {
      intake.observed(SampleSweep.base("a", 1, SampleSweep.OK), 1_000, BROKEN);
      assertEquals(observed("a", 1), next());

      assertEquals(1, lines.all().size(), lines.all()::toString);
      assertEquals(
          Map.of("sweep", SampleSweep.ID.value(), "vantage", "a"),
          lines.all().getFirst().getMDCPropertyMap());
    }
  }

  @Test
  void storeFull_whoeverCannotBeTold_theIntakeGoesOn() throws Exception {
    var full = BrokenStore.fullFor(store, (method, given) -> method.equals("add"));
    try (var intake = intake(full)) {
      intake.observed(SampleSweep.base("a", 1, SampleSweep.OK), 1_000, BROKEN);
      intake.observed(SampleSweep.base("a", 2, SampleSweep.OK), 1_000, BROKEN);

      assertInstanceOf(Mail.StoreFailed.class, next());
      assertInstanceOf(Mail.StoreFailed.class, next());
    }
  }

  @Test
  void storeFull_theEndOfAnotherSweepsPlanIsStillTold() throws Exception {
    var full = BrokenStore.fullFor(store, (method, given) -> given.contains(failing()));
    try (var intake = intake(paused(full))) {
      var agent = new FakeAgent("b", intake, FakeAgent::staySilent);
      occupy(intake, agent);
      intake.observed(SampleSweep.base("a", 1, SampleSweep.OK), 1_000, agent);
      intake.planFinished(OTHER_SWEEP, new VantageId("b"), 1, true);
      goOn.countDown();

      assertInstanceOf(Mail.Observed.class, next());
      assertInstanceOf(Mail.StoreFailed.class, next());
      assertEquals(new Mail.PlanFinished(new VantageId("b"), 1, true), next());
    }
  }

  @Test
  void checkThatOverflowsTheStack_losesNothingAndTheNextIsMade() throws Exception {
    var failures = new AtomicInteger();
    var checks =
        new CentralChecks(
            List.of(CentralChecksTest.root()),
            CLOCK,
            vantage -> {
              if (failures.incrementAndGet() == 1) {
                throw new StackOverflowError();
              }
              return Optional.empty();
            });
    var assignments = new Assignments(store, Quota.DEFAULT, CLOCK);
    assignments.begin(SampleSweep.ID, SampleSweep.plan(3), VANTAGES);
    try (var queue = new CheckQueue(checks, (sweep, told) -> mail.add(told), vitals);
        var intake =
            new Intake(store, assignments, queue, (sweep, told) -> mail.add(told), drops, vitals)) {
      var agent = new FakeAgent("a", intake, FakeAgent::staySilent);
      intake.observed(CentralChecksTest.withChain(1), 1_000, agent);
      assertInstanceOf(Mail.Observed.class, next());
      assertEquals(Optional.empty(), ((Mail.Checked) next()).check());
      intake.observed(CentralChecksTest.withChain(2), 1_000, agent);
      assertInstanceOf(Mail.Observed.class, next());
      assertTrue(((Mail.Checked) next()).check().isPresent());
      assertEquals(2, agent.acknowledged.size());
      assertEquals(Optional.empty(), vitals.trouble());
    }
  }

  @Test
  void messageThatBreaksTheStore_isRefusedAlone() throws Exception {
    var broken =
        BrokenStore.brokenFor(
            store,
            (method, given) ->
                method.equals("add") && String.valueOf(given).contains("trial=2")
                    ? Optional.of(new StackOverflowError())
                    : Optional.empty());
    try (var intake = intake(paused(broken))) {
      var agent = new FakeAgent("b", intake, FakeAgent::staySilent);
      occupy(intake, agent);
      intake.observed(SampleSweep.base("b", 2, SampleSweep.OK), 1_000, agent);
      intake.observed(SampleSweep.base("a", 3, SampleSweep.OK), 1_000, agent);
      goOn.countDown();

      assertEquals(observed("b", 1), next());
      assertEquals(observed("a", 3), next());
      assertEquals(List.of(Drops.Reason.MALFORMED), List.copyOf(agent.turnedDown));
      assertFalse(vitals.death().isDone());
    }
  }

  @Test
  void floodOfManyVantages_isBoundedInTotal_andCostsAnHonestVantageNothing() throws Exception {
    try (var intake = intake(paused(store))) {
      var honest = new FakeAgent("b", intake, FakeAgent::staySilent);
      occupy(intake, honest);
      var floods = new ArrayList<FakeAgent>();
      while (floods.size() < Intake.TOTAL_BYTES / FLOOD_BYTES / 2) {
        var flood = new FakeAgent("flood-" + floods.size(), intake, FakeAgent::staySilent);
        intake.observed(
            SampleSweep.base(flood.vantage().id().name(), 1, SampleSweep.OK),
            FLOOD_BYTES - Intake.OVERHEAD,
            flood);
        intake.observed(
            SampleSweep.base(flood.vantage().id().name(), 2, SampleSweep.OK),
            FLOOD_BYTES - Intake.OVERHEAD,
            flood);
        floods.add(flood);
      }
      intake.observed(SampleSweep.base("b", 2, SampleSweep.OK), 1_000, honest);
      intake.observed(SampleSweep.base("b", 3, SampleSweep.OK), 1_000, honest);
      goOn.countDown();

      assertEquals(observed("b", 1), next());
      assertEquals(observed("b", 2), next());
      assertEquals(observed("b", 3), next());
      assertEquals(0, honest.displaced.get());
      assertEquals(
          List.of(2),
          floods.stream().map(flood -> flood.displaced.get()).filter(count -> count > 0).toList());
      assertEquals(2, drops.count(Drops.Reason.DISPLACED));
    }
  }

  @Test
  void theAgeOfTheOldestObservationGrows_untilItIsAcknowledged() throws Exception {
    try (var intake = intake(paused(store))) {
      assertEquals(Duration.ZERO, intake.acknowledgementAge());
      var agent = new FakeAgent("b", intake, FakeAgent::staySilent);
      occupy(intake, agent);
      intake.observed(SampleSweep.base("b", 2, SampleSweep.OK), 1_000, agent);
      var first = intake.acknowledgementAge();
      assertTrue(first.isPositive());
      assertTrue(intake.acknowledgementAge().compareTo(first) > 0);
      assertTrue(intake.waitingBytes() >= 1_000);
      assertEquals(0, count(intake.meter().acknowledgements()));
      goOn.countDown();

      assertEquals(observed("b", 1), next());
      assertEquals(observed("b", 2), next());
      intake.seal(SampleSweep.ID);
      assertEquals(2, count(intake.meter().acknowledgements()));
      assertEquals(2, count(intake.meter().writes()));
      assertTrue(intake.meter().acknowledgements().seconds() > 0);
      assertEquals(0, intake.waitingBytes());
    }
  }

  private static long count(LatencyHistogram latencies) {
    return latencies.counts().stream().mapToLong(Long::longValue).sum();
  }

  private static Mail observed(String vantage, int trial) {
    return new Mail.Observed(SampleSweep.base(vantage, trial, SampleSweep.OK), false);
  }

  /** An intake with requested trials for both vantages in two sweeps. */
  private Intake intake(Store kept) {
    var assignments = new Assignments(kept, Quota.DEFAULT, CLOCK);
    var plan = SampleSweep.plan(3);
    assignments.begin(SampleSweep.ID, plan, VANTAGES);
    assignments.begin(OTHER_SWEEP, plan, VANTAGES);
    var checks =
        new CheckQueue(
            new CentralChecks(List.of(), CLOCK, vantage -> Optional.empty()),
            (sweep, told) -> mail.add(told),
            vitals);
    return new Intake(kept, assignments, checks, (sweep, told) -> mail.add(told), drops, vitals);
  }

  private static List<Observation> failing() {
    return List.of(SampleSweep.base("a", 1, SampleSweep.OK));
  }

  /**
   * Waits in its first {@code add} until it may continue, so that the following messages are one
   * batch.
   */
  private Store paused(Store kept) {
    return BrokenStore.fullFor(
        kept,
        (method, given) -> {
          if (method.equals("add")) {
            storing.countDown();
            awaitGoOn();
          }
          return false;
        });
  }

  private void occupy(Intake intake, Intake.Sender sender) throws InterruptedException {
    intake.observed(SampleSweep.base("b", 1, SampleSweep.OK), 1_000, sender);
    assertTrue(storing.await(10, TimeUnit.SECONDS));
  }

  private void awaitGoOn() {
    try {
      assertTrue(goOn.await(10, TimeUnit.SECONDS));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Mail next() throws InterruptedException {
    var told = mail.poll(10, TimeUnit.SECONDS);
    if (told == null) {
      throw new AssertionError("nothing was told to the sweep");
    }
    return told;
  }
}
