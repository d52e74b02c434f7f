package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final Duration SPACING = Duration.ofMillis(200);

  @Test
  void everyTrialOnceAndSpacedAtOneTarget() {
    var slots =
        schedule(
            1, probe("a", Arm.BASE, 5), probe("a", Arm.CONTROL_SNI, 5), probe("a", Arm.NO_SNI, 5));

    assertEquals(15, slots.size());
    assertEquals(
        IntStream.range(0, 15).mapToObj(SPACING::multipliedBy).toList(),
        slots.stream().map(Schedule.Slot::at).toList());
    assertEquals(
        15, slots.stream().map(slot -> slot.probe().arm() + " " + slot.trial()).distinct().count());
  }

  @Test
  void controlsComeBeforeTheRealNameIsFirstSent() {
    for (int seed = 0; seed < 20; seed++) {
      var slots =
          schedule(
              seed,
              probe("a", Arm.BASE, 2),
              probe("a", Arm.CONTROL_SNI, 2),
              probe("a", Arm.NO_SNI, 2));

      assertTrue(slots.subList(0, 2).stream().noneMatch(slot -> slot.probe().arm() == Arm.BASE));
    }
  }

  @Test
  void targetsRunSideBySide() {
    var slots = schedule(1, probe("a", Arm.BASE, 1), probe("b", Arm.BASE, 1));

    assertEquals(
        List.of(Duration.ZERO, Duration.ZERO), slots.stream().map(Schedule.Slot::at).toList());
  }

  @Test
  void orderDiffersBetweenVantages() {
    var probes =
        List.of(probe("a", Arm.BASE, 8), probe("a", Arm.CONTROL_SNI, 8), probe("a", Arm.NO_SNI, 8));

    assertNotEquals(
        slots(Schedule.of(probes, SPACING, new Random(1))),
        slots(Schedule.of(probes, SPACING, new Random(2))));
  }

  private static List<Schedule.Slot> schedule(long seed, ProbeSpec... probes) {
    return slots(Schedule.of(List.of(probes), SPACING, new Random(seed)));
  }

  private static List<Schedule.Slot> slots(List<Timeline> timelines) {
    var slots = new ArrayList<Schedule.Slot>();
    timelines.forEach(timeline -> timeline.forEachRemaining(slots::add));
    return slots;
  }

  private static ProbeSpec probe(String target, Arm arm, int trials) {
    return ProbeSpec.of(Target.parse("https://" + target + ".test"))
        .as(arm, "")
        .trials(trials)
        .build();
  }
}
