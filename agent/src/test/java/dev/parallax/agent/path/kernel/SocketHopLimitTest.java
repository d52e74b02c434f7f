package dev.parallax.agent.path.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketHopLimitTest {
  @ParameterizedTest
  @ValueSource(ints = {Fd.AF_INET, Fd.AF_INET6})
  void whatWasSet_isRestored(int family) throws SystemCallException {
    try (var socket = Fd.socket(family, Fd.SOCK_STREAM, 0)) {
      var original = SocketHopLimit.of(socket.number());
      var before = SocketHopLimit.set(socket.number(), 3);
      assertEquals(original, before);
      assertEquals(new SocketHopLimit(3, 3), SocketHopLimit.of(socket.number()));
      before.restore(socket.number());
      assertEquals(original, SocketHopLimit.of(socket.number()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 256})
  void limitNoPacketCanHave_isOurError(int hops) {
    assertThrows(IllegalArgumentException.class, () -> SocketHopLimit.set(0, hops));
  }

  @Test
  void closedDescriptor_isNamed() {
    var refused = assertThrows(SystemCallException.class, () -> SocketHopLimit.set(-1, 1));
    assertEquals("getsockopt: errno 9", refused.getMessage());
  }
}
