package dev.parallax.watch.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.watch.look.Look.Sight;
import dev.parallax.watch.look.ObserverHealth.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks, second looks, and the health of the fleet. */
public final class LookTest {
  private static final Instant NOON = SampleSweep.NOON;

  @Test
  void aSweepBecomesTheSightOfEachVantage() {
    var sweep =
        SampleSweep.sweep(
            List.of("a", "b", "c", "d"),
            List.of(
                SampleSweep.base("a", 1, SampleSweep.OK),
                SampleSweep.of("a", Arm.REFERENCE, SampleSweep.ADDRESS, 1, SampleSweep.OK),
                SampleSweep.base("b", 1, SampleSweep.CUT),
                SampleSweep.of("b", Arm.REFERENCE, SampleSweep.ADDRESS, 1, SampleSweep.OK),
                SampleSweep.base("c", 1, SampleSweep.CUT),
                SampleSweep.of(
                    "c", Arm.REFERENCE, SampleSweep.ADDRESS, 1, SampleSweep.NO_CONNECT)));
    var look = Look.of(sweep, SampleSweep.SHOP);
    assertEquals(
        Map.of(
            id("a"),
            Sight.PASSED,
            id("b"),
            Sight.FAILED,
            id("c"),
            Sight.SICK,
            id("d"),
            Sight.MISSING),
        look.sights());
    assertEquals(Set.of(id("c")), look.unreferenced());
    assertEquals(2, look.handshakes());
    assertFalse(look.isHealthy());
  }

  @Test
  void theSecondLookHasEightHandshakesOrFewer_andAControlWhereThereIsAny() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var handshakes = 1 + random.nextInt(9);
      var look = look(1 + random.nextInt(12), random, 0.5, handshakes);
      if (look.with(Sight.FAILED).isEmpty()) {
        continue;
      }
      var again = SecondLook.vantages(look);
      assertTrue(again.size() == 1 || again.size() * handshakes <= 8, again + " of " + handshakes);
      var failed = Set.copyOf(look.with(Sight.FAILED));
      var passed = Set.copyOf(look.with(Sight.PASSED));
      assertTrue(again.stream().anyMatch(failed::contains), again.toString());
      assertTrue(
          again.size() < 2 || passed.isEmpty() || again.stream().anyMatch(passed::contains),
          again + " of " + look.sights());
    }
  }

  @Test
  void onlyWhatFailsTwiceStands() {
    var first = look("abcdef", "FFFPPP");
    assertEquals(Set.of(), SecondLook.standing(first, look("abde", "PPPP")));
    assertEquals(ids("bc"), SecondLook.standing(first, look("abde", "PFPP")));
    assertEquals(ids("abc"), SecondLook.standing(first, look("abde", "FFPP")));
    assertEquals(Set.of(), SecondLook.standing(first, look("abde", "MSPP")));
  }

  /** 20 targets, 8 vantages, an hour, and 0.5 % of all trials fail by chance. */
  @Test
  void chanceFailuresSeldomLast() {
    var random = new Random(18);
    int failed = 0;
    int lasting = 0;
    for (int i = 0; i < 20 * 60; i++) {
      var first = look(8, random, 0.005, 2);
      if (!first.with(Sight.FAILED).isEmpty()) {
        failed++;
        var again = new TreeMap<VantageId, Sight>();
        SecondLook.vantages(first)
            .forEach(
                vantage ->
                    again.put(vantage, random.nextDouble() < 0.005 ? Sight.FAILED : Sight.PASSED));
        var second = new Look(SampleSweep.ID, NOON, again, Set.of(), 2);
        lasting += SecondLook.standing(first, second).isEmpty() ? 0 : 1;
      }
    }
    assertTrue(failed >= 30, "looks with a chance failure: " + failed);
    assertTrue(lasting <= 2, "chance failures that last: " + lasting);
  }

  @Test
  void theObserverIsSick() {
    var health = new ObserverHealth();
    health.add(look("abcdef", "PPPPPF"));
    assertEquals(Optional.empty(), health.trouble(NOON, true));
    assertEquals(Optional.of(Trouble.STORE), health.trouble(NOON, false));
    health.add(look("ab", "MM"));
    assertEquals(Optional.empty(), health.trouble(NOON, true), "a third is not more than a third");
    health.add(look("c", "M"));
    assertEquals(Optional.of(Trouble.VANTAGES_GONE), health.trouble(NOON, true));
    health.add(look("abc", "PPP"));
    assertEquals(Optional.empty(), health.trouble(NOON, true));
    health.add(look("def", "SSS"));
    assertEquals(Optional.of(Trouble.REFERENCES_FAIL), health.trouble(NOON, true));
    assertEquals(
        Optional.empty(), health.trouble(NOON.plus(Duration.ofMinutes(6)), true), "outdated");
  }

  /** Vantages of one letter each, and their sights by first letters. */
  public static Look look(String vantages, String sights) {
    var all = new TreeMap<VantageId, Sight>();
    for (int i = 0; i < vantages.length(); i++) {
      var letter = sights.substring(i, i + 1);
      all.put(
          id(vantages.substring(i, i + 1)),
          Stream.of(Sight.values())
              .filter(sight -> sight.name().startsWith(letter))
              .findFirst()
              .orElseThrow());
    }
    var sick =
        all.entrySet().stream()
            .filter(entry -> entry.getValue() == Sight.SICK)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return new Look(SampleSweep.ID, NOON, all, sick, 2);
  }

  private static Look look(int count, Random random, double failing, int handshakes) {
    var all = new TreeMap<VantageId, Sight>();
    for (int i = 0; i < count; i++) {
      all.put(id("v" + i), random.nextDouble() < failing ? Sight.FAILED : Sight.PASSED);
    }
    return new Look(SampleSweep.ID, NOON, all, Set.of(), handshakes);
  }

  private static Set<VantageId> ids(String letters) {
    return letters
        .chars()
        .mapToObj(letter -> id(Character.toString(letter)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static VantageId id(String name) {
    return new VantageId(name);
  }
}
