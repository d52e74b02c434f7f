package dev.parallax.watch.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.watch.file.WatchFileException;
import dev.parallax.watch.file.WatchFileReader;
import dev.parallax.watch.spec.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Starts are spread, regular, fair, and independent of the wall clock. */
final class WatchScheduleTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long ORIGIN = -7 * SECOND;

  @Test
  void startsAreSpreadOverTheInterval() {
    var perSecond = new HashMap<Long, Integer>();
    for (int i = 0; i < 600; i++) {
      var offset = StartOffset.of("https://host" + i + ".example", Duration.ofSeconds(60));
      assertTrue(!offset.isNegative() && offset.toSeconds() < 60, offset.toString());
      perSecond.merge(offset.toSeconds(), 1, Integer::sum);
    }
    assertTrue(perSecond.size() >= 58, perSecond.toString());
    assertTrue(perSecond.values().stream().allMatch(count -> count <= 25), perSecond.toString());
  }

  @Test
  void eachWatchStartsOncePerInterval() throws Exception {
    var schedule = schedule(20, 10);
    var starts = new HashMap<String, Integer>();
    for (long now = ORIGIN; now < ORIGIN + 100 * SECOND; now += SECOND / 10) {
      for (var start = schedule.poll(now); start.isPresent(); start = schedule.poll(now)) {
        var name = start.get().watch().name();
        starts.merge(name, 1, Integer::sum);
        assertTrue(start.get().late().toMillis() <= 100, start.toString());
        schedule.ended(name);
      }
    }
    assertEquals(20, starts.size());
    assertTrue(starts.values().stream().allMatch(count -> count == 10), starts.toString());
  }

  @Test
  void underOverloadEveryWatchGetsItsTurn_andLatenessIsMeasured() throws Exception {
    var schedule = schedule(500, 10);
    var last = new HashMap<String, Long>();
    long worst = 0;
    // One look each 100 ms, where 50 a second are due.
    for (long now = ORIGIN; now < ORIGIN + 300 * SECOND; now += SECOND / 10) {
      var start = schedule.poll(now);
      if (start.isPresent()) {
        var name = start.get().watch().name();
        worst = Math.max(worst, now - last.getOrDefault(name, ORIGIN));
        last.put(name, now);
        schedule.ended(name);
      }
    }
    assertEquals(500, last.size());
    assertTrue(worst <= 75 * SECOND, "longest pause of a watch: " + worst / SECOND + " s");
    assertTrue(schedule.late(ORIGIN + 300 * SECOND).toSeconds() >= 20);
  }

  @Test
  void aLookInProgressIsNotStartedAgain() throws Exception {
    var schedule = schedule(1, 10);
    var later = ORIGIN + 50 * SECOND;
    var name = schedule.poll(later).orElseThrow().watch().name();
    assertTrue(schedule.poll(later + 20 * SECOND).isEmpty());
    assertTrue(schedule.late(later + 20 * SECOND).toSeconds() >= 10);
    schedule.ended(name);
    assertTrue(schedule.poll(later + 20 * SECOND).isPresent());
    schedule.ended(name);
    assertTrue(schedule.poll(later + 20 * SECOND).isEmpty(), "missed starts are not made up for");
  }

  @Test
  void aNewFileKeepsTheStartsOfUnchangedWatches() throws Exception {
    var schedule = schedule(3, 60);
    var before = schedule.until("https://host1.example", 0);
    schedule.replace(watches(2, 60), 30 * SECOND);
    assertEquals(
        before.orElseThrow().minusSeconds(30),
        schedule.until("https://host1.example", 30 * SECOND).orElseThrow());
    assertTrue(schedule.until("https://host2.example", 0).isEmpty());
    var names = new HashSet<String>();
    schedule.watches().forEach(watch -> names.add(watch.name()));
    assertEquals(2, names.size());
  }

  @Test
  void theCostOfADay() throws Exception {
    var watch = watches(1, 60).getFirst();
    assertEquals(new DailyCost(1440, 1440 * 8 * 2, 288), DailyCost.of(watch, 8));
  }

  private static WatchSchedule schedule(int count, int seconds) throws WatchFileException {
    var schedule = new WatchSchedule(ORIGIN);
    schedule.replace(watches(count, seconds), ORIGIN);
    return schedule;
  }

  private static List<Watch> watches(int count, int seconds) throws WatchFileException {
    var targets =
        IntStream.range(0, count)
            .mapToObj(i -> "  - target: https://host" + i + ".example\n")
            .collect(Collectors.joining());
    return new ArrayList<>(
        WatchFileReader.read("defaults: {interval: %ds}\nwatches:\n%s".formatted(seconds, targets))
            .watches());
  }
}
