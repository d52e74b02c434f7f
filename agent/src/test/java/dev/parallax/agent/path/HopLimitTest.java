package dev.parallax.agent.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HopLimitTest {
  @ParameterizedTest
  @ValueSource(ints = {Fd.AF_INET, Fd.AF_INET6})
  void whatWasSet_isRestored(int family) throws SystemCallException {
    try (var socket = Fd.socket(family, Fd.SOCK_STREAM, 0)) {
      var original = HopLimit.of(socket.number());
      var before = HopLimit.set(socket.number(), 3);
      assertEquals(original, before);
      assertEquals(new HopLimit(3, 3), HopLimit.of(socket.number()));
      before.restore(socket.number());
      assertEquals(original, HopLimit.of(socket.number()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 256})
  void limitNoPacketCanHave_isOurError(int hops) {
    assertThrows(IllegalArgumentException.class, () -> HopLimit.set(0, hops));
  }

  @Test
  void closedDescriptor_isNamed() {
    var refused = assertThrows(SystemCallException.class, () -> HopLimit.set(-1, 1));
    assertEquals("getsockopt: errno 9", refused.getMessage());
  }
}
