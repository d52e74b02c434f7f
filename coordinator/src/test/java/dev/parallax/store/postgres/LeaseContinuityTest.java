package dev.parallax.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LeaseContinuityTest {
  private final AtomicLong nanos = new AtomicLong(5);
  private final LeaseContinuity continuity = new LeaseContinuity(nanos::get);

  @Test
  void coordinatorThatJustStarted_mayAdopt() {
    assertTrue(continuity.isUnbroken());
    assertEquals(Duration.ZERO, continuity.age());
  }

  @Test
  void extensionsOnTime_areUnbroken() {
    for (int second = 0; second < 60; second += 2) {
      after(Duration.ofSeconds(2));
      continuity.extended();
      assertTrue(continuity.isUnbroken());
    }
  }

  @Test
  void outage_letsTheOthersExtendTheirLeasesFirst() {
    after(Duration.ofSeconds(20));
    assertFalse(continuity.isUnbroken(), "the database has just answered again");
    assertEquals(Duration.ofSeconds(20), continuity.age());
    for (int second = 0; second < 15; second += 3) {
      continuity.extended();
      assertFalse(continuity.isUnbroken(), second + " s after the outage");
      after(Duration.ofSeconds(3));
    }
    assertTrue(continuity.isUnbroken());
  }

  private void after(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
