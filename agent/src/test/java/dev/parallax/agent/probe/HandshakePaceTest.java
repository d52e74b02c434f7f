package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.probe.trial.HandshakePace;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HandshakePaceTest {
  private final AtomicLong now = new AtomicLong(1_000);

  @Test
  void startsAreAnIntervalApart() {
    var pace = new HandshakePace(Duration.ofNanos(10), now::get);
    assertEquals(0, pace.untilFree());
    assertEquals(0, pace.reserve());
    assertEquals(10, pace.untilFree());
    assertEquals(10, pace.reserve());
    assertEquals(20, pace.reserve());
    now.addAndGet(25);
    assertEquals(5, pace.untilFree());
    assertEquals(5, pace.reserve());
  }

  @Test
  void delayedStartsAreNotMadeUpFor() {
    var pace = new HandshakePace(Duration.ofNanos(10), now::get);
    assertEquals(0, pace.reserve());
    now.addAndGet(1_000);
    assertEquals(0, pace.reserve());
    assertEquals(10, pace.reserve());
  }

  @Test
  void withoutAnIntervalEveryStartIsFree() {
    var pace = HandshakePace.unlimited();
    assertEquals(0, pace.reserve());
    assertEquals(0, pace.reserve());
    assertEquals(0, pace.untilFree());
  }
}
