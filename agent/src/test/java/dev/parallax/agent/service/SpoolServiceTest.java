package dev.parallax.agent.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.spool.Spool;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolServiceTest {
  private static final VantageId VANTAGE = new VantageId("eu-a-1");

  @TempDir private Path state;

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("never true");
      }
      Thread.onSpinWait();
    }
  }

  private static void write(SpoolService service) {
    var key =
        new TrialKey(
            new SweepId("sweep-1"),
            1,
            "https://a.test",
            VANTAGE,
            Arm.BASE,
            "",
            Optional.empty(),
            1);
    var seen =
        new Observation(
            key, "0".repeat(64), new Outcome.NotRun(NotRunReason.DEADLINE, ""), Steps.NONE);
    service.writer().execute(() -> service.spool().add(key, Wire.toProto(seen)));
  }

  @Test
  void aFlushFollowsEachWrite_andNoneFollowsWithoutAWrite() {
    try (var service = new SpoolService(state, VANTAGE)) {
      assertFalse(service.isFlushDue());
      write(service);
      await(service::isFlushDue);
      await(() -> !service.isFlushDue());
    }
  }

  @Test
  void withoutAnotherWrite_aDiskThatFailedIsTriedAgain() throws IOException {
    var file = Files.createFile(state.resolve(Spool.FOLDER));
    try (var service = new SpoolService(state, VANTAGE)) {
      write(service);
      await(() -> service.spool().state().records() == 1);
      assertTrue(service.spool().state().memoryOnly().isPresent());
      Files.delete(file);
      await(() -> service.spool().state().memoryOnly().isEmpty());
      assertTrue(service.spool().state().bytes() > 0);
    }
  }
}
