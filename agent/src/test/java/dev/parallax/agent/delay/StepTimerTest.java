package dev.parallax.agent.delay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The time-out of a step on a loop that is on time, late once, or late for ever. */
final class StepTimerTest {
  private static final Duration LIMIT = Duration.ofMillis(300);

  private final MockTicker ticker = Ticker.newMockTicker();
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(ticker).build();
  private final OwnDelay own = new OwnDelay(channel.eventLoop(), ticker::nanoTime);
  private final List<End> ends = new ArrayList<>();

  /**
   * The end of a step.
   *
   * @param after since the start of the step
   */
  private record End(boolean attended, Duration after) {}

  @BeforeEach
  void start() {
    own.start();
    long from = ticker.nanoTime();
    new StepTimer(channel.eventLoop(), own)
        .start(
            LIMIT,
            attended -> ends.add(new End(attended, Duration.ofNanos(ticker.nanoTime() - from))));
  }

  @AfterEach
  void close() {
    var _ = channel.finishAndReleaseAll();
  }

  @Test
  void loopOnTime_theStepHadItsLimit() {
    onTime(400);

    assertEquals(List.of(new End(true, LIMIT.plusMillis(1))), ends);
  }

  @Test
  void loopLateOnce_theStepIsGivenThatTimeAgain() {
    late(200);
    onTime(400);

    // The task that was due after 20 ms ran 180 ms late.
    assertEquals(List.of(new End(true, LIMIT.plusMillis(180))), ends);
  }

  @Test
  void loopLateForEver_theStepEndsAfterTwiceItsLimitUnattended() {
    for (int i = 0; i < 12; i++) {
      late(95);
    }

    assertEquals(1, ends.size());
    assertEquals(false, ends.getFirst().attended());
    assertTrue(ends.getFirst().after().compareTo(LIMIT.multipliedBy(2)) >= 0, ends::toString);
    var delay = own.stop();
    assertEquals(Duration.ofMillis(75), delay.longest());
    assertTrue(delay.total().compareTo(LIMIT) > 0, delay::toString);
    assertTrue(delay.isNotable(), delay::toString);
  }

  /** The loop runs each task when it is due. */
  private void onTime(int millis) {
    for (int i = 0; i < millis; i++) {
      late(1);
    }
  }

  /** The loop runs no task for so long, as a loop that is not scheduled by the kernel does. */
  private void late(int millis) {
    ticker.advanceMillis(millis);
    channel.runScheduledPendingTasks();
  }
}
