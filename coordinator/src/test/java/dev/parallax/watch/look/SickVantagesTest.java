package dev.parallax.watch.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.watch.look.Look.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SickVantagesTest {
  private static final VantageId C = new VantageId("c");

  private final SickVantages health = new SickVantages();
  private Instant now = SampleSweep.NOON;

  @Test
  void aVantageIsSick_whenTargetAndReferenceFailThereFor30Seconds() {
    sick();
  }

  private void sick() {
    look(Sight.SICK, Sight.PASSED);
    look(Sight.SICK, Sight.PASSED);
    assertEquals(Optional.empty(), health.isSick(C));
    look(Sight.SICK, Sight.FAILED);
    assertEquals(Optional.of(true), health.isSick(C));
    assertEquals(Set.of(C), health.sick());
  }

  @Test
  void itIsWellAfter30SecondsWithoutSuchALook_aFailedTargetIsNoFaultOfTheVantage() {
    sick();
    look(Sight.PASSED, Sight.PASSED);
    assertEquals(Set.of(), health.sick());
    assertEquals(Optional.empty(), health.isSick(C));
    look(Sight.FAILED, Sight.FAILED);
    look(Sight.PASSED, Sight.PASSED);
    assertEquals(Optional.of(false), health.isSick(C));
  }

  @Test
  void missingIsNeitherSickNorWell() {
    sick();
    look(Sight.MISSING, Sight.PASSED);
    assertEquals(Optional.of(true), health.isSick(C));
  }

  @Test
  void whereHalfOfTheVantagesMissTheReference_theReferenceMayBeAtFault() {
    for (int i = 0; i < 5; i++) {
      look(Sight.SICK, Sight.SICK);
    }
    assertEquals(Set.of(), health.sick());
  }

  /** Vantages a, b and c; a passes. */
  private void look(Sight c, Sight b) {
    var sights = new TreeMap<VantageId, Sight>();
    sights.put(new VantageId("a"), Sight.PASSED);
    sights.put(new VantageId("b"), b);
    sights.put(C, c);
    health.add(new Look(SampleSweep.ID, now, sights, Set.of(), 2));
    now = now.plus(Duration.ofSeconds(15));
  }
}
