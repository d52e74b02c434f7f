package dev.parallax.attribution.stats;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SharesTest {
  @Test
  void atTheBound() {
    assertFalse(Shares.isOverHalf(2, 4));
    assertTrue(Shares.isOverHalf(3, 5));
    assertTrue(Shares.isAtLeastHalf(2, 4));
    assertFalse(Shares.isAtLeastHalf(2, 5));
    assertTrue(Shares.isAtLeastFourFifths(4, 5));
    assertFalse(Shares.isAtLeastFourFifths(7, 9));
    assertTrue(Shares.isAtLeastThreeFifths(3, 5));
    assertTrue(Shares.isAtLeastTwoFifths(2, 5));
    assertFalse(Shares.isAtLeastTwoFifths(1, 3));
    assertTrue(Shares.isAtMostOneFifth(1, 5));
    assertFalse(Shares.isAtMostOneFifth(1, 4));
  }

  @Test
  void nothingOfNothing() {
    assertFalse(Shares.isOverHalf(0, 0));
    assertTrue(Shares.isAtLeastFourFifths(0, 0));
    assertTrue(Shares.isAtMostOneFifth(0, 0));
  }
}
