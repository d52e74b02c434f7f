package dev.parallax.attribution.symptom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SymptomSetTest {
  @Test
  void randomSets_asEnumSets() {
    var random = new Random(20_263);
    for (int round = 0; round < 500; round++) {
      var one = any(random);
      var two = any(random);
      var and = EnumSet.copyOf(one);
      and.retainAll(two);
      var or = EnumSet.copyOf(one);
      or.addAll(two);
      var minus = EnumSet.copyOf(one);
      minus.removeAll(two);
      var set = SymptomSet.of(one);
      var other = SymptomSet.of(two);
      assertEquals(List.copyOf(and), set.and(other).stream().toList());
      assertEquals(List.copyOf(or), set.or(other).stream().toList());
      assertEquals(List.copyOf(minus), set.minus(other).stream().toList());
      assertEquals(!and.isEmpty(), set.intersects(other));
      for (var symptom : Symptom.values()) {
        assertEquals(one.contains(symptom), set.contains(symptom));
      }
    }
  }

  @Test
  void namedSets() {
    assertTrue(SymptomSet.NONE.isEmpty());
    assertEquals(EnumSet.allOf(Symptom.class), EnumSet.copyOf(SymptomSet.ALL.stream().toList()));
    assertEquals(
        List.of(Symptom.OK_LOSSY, Symptom.OK_SLOW, Symptom.OK),
        SymptomSet.PASSING.stream().toList());
    for (var symptom : SymptomSet.PACKETS_LOST) {
      assertFalse(symptom.passes(), symptom::toString);
    }
  }

  @Test
  void afterTheLast_noSuchElement() {
    var symptoms = SymptomSet.of(Symptom.REFUSED).iterator();
    assertEquals(Symptom.REFUSED, symptoms.next());
    assertThrows(NoSuchElementException.class, symptoms::next);
  }

  private static EnumSet<Symptom> any(Random random) {
    var set = EnumSet.noneOf(Symptom.class);
    for (var symptom : Symptom.values()) {
      if (random.nextBoolean()) {
        set.add(symptom);
      }
    }
    return set;
  }
}
