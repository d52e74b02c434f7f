package dev.parallax.agent.link.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ReturnScheduleTest {
  private static final Duration IDLE = Duration.ofMinutes(1);

  private long nanos;

  @Test
  void returnsAfterTwoHealthyExaminationsInARow() {
    var schedule = schedule(1);
    assertFalse(schedule.mayReturn(IDLE));
    schedule.examined(true);
    assertFalse(schedule.mayReturn(IDLE));
    schedule.examined(false);
    schedule.examined(true);
    assertFalse(schedule.mayReturn(IDLE));
    schedule.examined(true);
    assertTrue(schedule.mayReturn(IDLE));
    schedule.connected(Duration.ZERO);
    assertFalse(schedule.mayReturn(IDLE), "a new stream begins again");
  }

  @Test
  void neverReturnsDuringAPlan_andWithoutAQuietTimeOnlyAfterFiveMinutes() {
    var schedule = schedule(1);
    schedule.examined(true);
    schedule.examined(true);
    var short_ = Duration.ofSeconds(3);
    assertFalse(schedule.mayReturn(Duration.ZERO));
    assertFalse(schedule.mayReturn(short_));
    nanos += TimeUnit.MINUTES.toNanos(5);
    schedule.examined(true);
    assertTrue(schedule.mayReturn(short_));
    assertFalse(schedule.mayReturn(Duration.ZERO));
  }

  /** At most 1.5 times the average number of agents in each 10 s, for 5,000 agents. */
  @Test
  void agentsOfALargeFleetExamineOneAfterAnother() {
    var perTenSeconds = new TreeMap<Long, Integer>();
    var spread = Duration.ofSeconds(17);
    for (int agent = 0; agent < 5_000; agent++) {
      nanos = 0;
      var schedule = schedule(agent);
      schedule.connected(spread);
      while (!schedule.isDue()) {
        nanos += TimeUnit.SECONDS.toNanos(1);
      }
      perTenSeconds.merge(TimeUnit.NANOSECONDS.toSeconds(nanos) / 10, 1, Integer::sum);
    }
    var interval = Duration.ofSeconds(30).plus(spread.multipliedBy(2));
    int average = (int) (5_000 * 10 / interval.toSeconds());
    assertTrue(
        perTenSeconds.values().stream().allMatch(count -> count < average * 3 / 2),
        perTenSeconds::toString);
    assertEquals(5_000, perTenSeconds.values().stream().mapToInt(Integer::intValue).sum());
  }

  private ReturnSchedule schedule(long seed) {
    return new ReturnSchedule(new Random(seed), () -> nanos);
  }
}
