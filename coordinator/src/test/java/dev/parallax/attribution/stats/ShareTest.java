package dev.parallax.attribution.stats;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void atTheBound() {
    assertFalse(Share.of(2, 4).isOverHalf());
    assertTrue(Share.of(3, 5).isOverHalf());
    assertTrue(Share.of(2, 4).isAtLeastHalf());
    assertFalse(Share.of(2, 5).isAtLeastHalf());
    assertTrue(Share.of(4, 5).isAtLeastFourFifths());
    assertFalse(Share.of(7, 9).isAtLeastFourFifths());
    assertTrue(Share.of(3, 5).isAtLeastThreeFifths());
    assertTrue(Share.of(2, 5).isAtLeastTwoFifths());
    assertFalse(Share.of(1, 3).isAtLeastTwoFifths());
    assertTrue(Share.of(17, 20).isAtLeastPercent(85));
    assertFalse(Share.of(16, 20).isAtLeastPercent(85));
    assertTrue(Share.of(1, 5).isAtMostOneFifth());
    assertFalse(Share.of(1, 4).isAtMostOneFifth());
  }

  @Test
  void nothingOfNothing() {
    assertFalse(Share.of(0, 0).isOverHalf());
    assertTrue(Share.of(0, 0).isAtLeastFourFifths());
    assertTrue(Share.of(0, 0).isAtMostOneFifth());
  }
}
