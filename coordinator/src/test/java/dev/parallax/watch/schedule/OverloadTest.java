package dev.parallax.watch.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.plan.TargetLine;
import dev.parallax.watch.spec.Watch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 500 watches every 10 s, of which the coordinator manages half, in simulated time. */
final class OverloadTest {
  private static final int TARGETS = 500;
  private static final int AT_ONCE = 64;
  private static final long STEP = Duration.ofMillis(100).toNanos();
  private static final long END = Duration.ofMinutes(20).toNanos();

  private record Running(String name, long end) {}

  private final WatchSchedule schedule = new WatchSchedule(0);
  private final Map<String, Integer> looks = new HashMap<>();
  private Duration latest = Duration.ZERO;

  /**
   * @param look the length of a look
   */
  private IntSummaryStatistics run(Duration look) {
    schedule.replace(watches(), 0);
    var running = new ArrayDeque<Running>();
    for (long now = 0; now < END; now += STEP) {
      while (!running.isEmpty() && running.getFirst().end() <= now) {
        schedule.ended(running.removeFirst().name());
      }
      while (running.size() < AT_ONCE) {
        var start = schedule.poll(now);
        if (start.isEmpty()) {
          break;
        }
        var name = start.get().watch().name();
        looks.merge(name, 1, Integer::sum);
        running.addLast(new Running(name, now + look.toNanos()));
      }
      var late = schedule.late(now);
      latest = late.compareTo(latest) > 0 ? late : latest;
    }
    return looks.values().stream().mapToInt(Integer::intValue).summaryStatistics();
  }

  private static List<Watch> watches() {
    return IntStream.range(0, TARGETS)
        .mapToObj(
            number ->
                new Watch(
                    TargetLine.parse("host%d.example".formatted(number)),
                    Watch.SHORTEST_INTERVAL,
                    Watch.of(TargetLine.parse("x.example"), List.of()).vantages(),
                    List.of(),
                    Set.of(),
                    Watch.of(TargetLine.parse("x.example"), List.of()).level(),
                    Watch.DEFAULT_PROBABILITY,
                    List.of(),
                    List.of(),
                    Set.of(),
                    false))
        .toList();
  }

  @Test
  void withEnoughCapacity_everyWatchHasEveryLook_andNoneIsLate() {
    var counts = run(Duration.ofSeconds(1));
    assertEquals(TARGETS, counts.getCount());
    assertTrue(counts.getMin() >= 119, counts.toString());
    assertTrue(latest.compareTo(Duration.ofSeconds(2)) < 0, latest.toString());
  }

  @Test
  void underOverload_theLatenessIsShown_andEveryWatchHasItsShare() {
    var counts = run(Duration.ofSeconds(3));
    assertEquals(TARGETS, counts.getCount());
    assertTrue(counts.getMax() - counts.getMin() <= 0.1 * counts.getAverage(), counts.toString());
    double capacity = (double) AT_ONCE / 3 * 1_200 / TARGETS;
    assertTrue(counts.getAverage() > 0.9 * capacity, counts + " of " + capacity);
    assertTrue(latest.compareTo(Duration.ofSeconds(5)) > 0, latest.toString());
    assertTrue(latest.compareTo(Duration.ofMinutes(1)) < 0, latest.toString());
  }
}
