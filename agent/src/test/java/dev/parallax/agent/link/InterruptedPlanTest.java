package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.spool.PlanJournal;
import dev.parallax.agent.spool.SendLog;
import dev.parallax.agent.spool.Spool;
import dev.parallax.wire.Wire;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that ended in the middle of a plan, and the next process over its state folder. */
@Timeout(60)
final class InterruptedPlanTest {
  @TempDir Path state;

  @Test
  void afterARestartTheEndOfThePlanFollowsItsObservations() throws Exception {
    try (var spool = spool()) {
      var before = new Uplink(spool, journal(), Runnable::run, SendLog.OFF);
      before.planBegins(SampleObservations.SWEEP, 2);
      before.observed(SampleObservations.trial(1));
    }
    try (var spool = spool();
        var coordinator = new FakeCoordinator();
        var _ =
            new RunningLink(
                coordinator,
                new Uplink(spool, journal(), Runnable::run, SendLog.OFF),
                ignoring(),
                Clock.systemUTC())) {
      var stream = coordinator.welcomed();
      assertEquals(SampleObservations.trial(1), Wire.fromProto(stream.take().getObservation()));
      var ending = stream.take().getPlanFinished();
      assertEquals(SampleObservations.SWEEP.value(), ending.getSweepId());
      assertEquals(2, ending.getRound());
      assertEquals(List.of(), ending.getUnsupportedList());
    }
  }

  @Test
  void theJournalKeepsTheLast32_andSkipsWhatIsMalformed() throws IOException {
    var first = journal();
    IntStream.rangeClosed(1, 40).forEach(round -> first.add(SampleObservations.SWEEP, round));
    var file = state.resolve(PlanJournal.FILE);
    Files.writeString(file, Files.readString(file) + "no plan\n-- 7\n");
    var again = journal().plans();
    assertEquals(first.plans(), again);
    assertEquals(32, again.size());
    assertEquals(new PlanJournal.Begun(SampleObservations.SWEEP, 40), again.getLast());
  }

  @Test
  void aDiskThatCannotBeWrittenIsNoError() throws IOException {
    var journal = PlanJournal.open(state.resolve("absent").resolve(PlanJournal.FILE));
    journal.add(SampleObservations.SWEEP, 1);
    assertEquals(1, journal.plans().size());
    Files.write(state.resolve(PlanJournal.FILE), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertTrue(journal().plans().isEmpty());
  }

  private Spool spool() {
    return Spool.open(state.resolve(Spool.FOLDER), SampleObservations.trial(1).key().vantage());
  }

  private PlanJournal journal() {
    return PlanJournal.open(state.resolve(PlanJournal.FILE));
  }

  private static CoordinatorOrders ignoring() {
    return (CoordinatorOrders)
        Proxy.newProxyInstance(
            CoordinatorOrders.class.getClassLoader(),
            new Class<?>[] {CoordinatorOrders.class},
            (proxy, method, arguments) -> null);
  }
}
