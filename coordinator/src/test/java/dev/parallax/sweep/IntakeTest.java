package dev.parallax.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.Observation;
import dev.parallax.model.SweepId;
import dev.parallax.model.VantageId;
import dev.parallax.store.BrokenStore;
import dev.parallax.store.SqliteStore;
import dev.parallax.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class IntakeTest {
  private static final SweepId OTHER_SWEEP = new SweepId("other");

  @TempDir Path folder;
  private final BlockingQueue<Mail> mail = new LinkedBlockingQueue<>();
  private final CountDownLatch storing = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private Store store;

  /** A sender whose link is gone: telling it anything fails. */
  private static final Intake.Sender BROKEN =
      new Intake.Sender() {
        @Override
        public void stored(Observation observation) {
          throw new IllegalStateException("the call is cancelled");
        }

        @Override
        public void notStored(RuntimeException error) {
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
    try (var intake =
        new Intake(paused(store), seen -> seen, (sweep, told) -> mail.add(told), new Drops())) {
      var other = new FakeAgent("b", intake, FakeAgent::staySilent);
      occupy(intake, other);
      intake.observed(Seen.base("a", 1, Seen.OK), BROKEN);
      intake.observed(Seen.base("b", 2, Seen.OK), other);
      goOn.countDown();

      assertEquals(new Mail.Observed(Seen.base("b", 1, Seen.OK)), next());
      assertEquals(new Mail.Observed(Seen.base("a", 1, Seen.OK)), next());
      assertEquals(new Mail.Observed(Seen.base("b", 2, Seen.OK)), next());
      assertEquals(2, other.acknowledged.size());
    }
  }

  @Test
  void storeFull_whoeverCannotBeTold_theIntakeGoesOn() throws Exception {
    var full = BrokenStore.fullFor(store, (method, given) -> method.equals("add"));
    try (var intake =
        new Intake(full, seen -> seen, (sweep, told) -> mail.add(told), new Drops())) {
      intake.observed(Seen.base("a", 1, Seen.OK), BROKEN);
      intake.observed(Seen.base("a", 2, Seen.OK), BROKEN);

      assertInstanceOf(Mail.StoreFailed.class, next());
      assertInstanceOf(Mail.StoreFailed.class, next());
    }
  }

  @Test
  void storeFull_theEndOfAnotherSweepsPlanIsStillTold() throws Exception {
    var full = BrokenStore.fullFor(store, (method, given) -> given.contains(failing()));
    try (var intake =
        new Intake(paused(full), seen -> seen, (sweep, told) -> mail.add(told), new Drops())) {
      var agent = new FakeAgent("b", intake, FakeAgent::staySilent);
      occupy(intake, agent);
      intake.observed(Seen.base("a", 1, Seen.OK), agent);
      intake.planFinished(OTHER_SWEEP, new VantageId("b"), 1, true);
      goOn.countDown();

      assertInstanceOf(Mail.Observed.class, next());
      assertInstanceOf(Mail.StoreFailed.class, next());
      assertEquals(new Mail.PlanFinished(new VantageId("b"), 1, true), next());
    }
  }

  private static List<Observation> failing() {
    return List.of(Seen.base("a", 1, Seen.OK));
  }

  /** Waits in its first {@code add} until it may go on, so that what comes next is one batch. */
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
    intake.observed(Seen.base("b", 1, Seen.OK), sender);
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
