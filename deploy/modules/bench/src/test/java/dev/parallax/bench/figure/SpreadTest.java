package dev.parallax.bench.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void ofAnOddNumberTheMedianIsTheMiddleOne() {
    var spread = Spread.of(List.of(9, 1, 4));
    assertEquals(4, spread.median());
    assertEquals(1, spread.min());
    assertEquals(9, spread.max());
    assertEquals(3, spread.count());
  }

  @Test
  void ofAnEvenNumberTheMedianLiesBetween() {
    assertEquals(2.5, Spread.of(List.of(4, 1, 3, 2)).median());
  }

  @Test
  void quantilesLieBetweenTheClosestRanks() {
    var spread = Spread.of(IntStream.rangeClosed(1, 11).boxed().toList());
    assertEquals(10, spread.quantile(0.9));
    assertEquals(1.5, spread.quantile(0.05), 1e-12);
    assertEquals("p90 10, max 11", spread.tail(Units::count));
  }

  @Test
  void oneValueIsItsOwnSpread() {
    assertEquals("7 to 7", Spread.of(List.of(7L)).range(Units::count));
  }

  @Test
  void nothingHasNoSpread() {
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }
}
