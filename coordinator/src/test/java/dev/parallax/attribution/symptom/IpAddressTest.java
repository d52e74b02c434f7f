package dev.parallax.attribution.symptom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IpAddressTest {
  @Test
  void orderIsTextual() {
    var sorted =
        Stream.of("2001:db8::2", "192.0.2.9", "192.0.2.10", "2001:db8::10")
            .map(IpAddressTest::at)
            .sorted()
            .map(IpAddress::toString)
            .toList();
    assertEquals(
        List.of("192.0.2.10", "192.0.2.9", "2001:db8:0:0:0:0:0:10", "2001:db8:0:0:0:0:0:2"),
        sorted);
  }

  @Test
  void equalByText() {
    assertEquals(at("192.0.2.9"), at("192.0.2.9"));
    assertEquals(at("2001:db8::1"), at("2001:db8:0::1"));
    assertFalse(at("192.0.2.9").isIpv6());
    assertTrue(at("2001:db8::1").isIpv6());
  }

  @Test
  void poolFormatsAnAddressOnce() {
    var pool = new IpAddressPool();
    var first = pool.of(Optional.of(InetAddress.ofLiteral("192.0.2.9")));
    assertSame(first, pool.of(Optional.of(InetAddress.ofLiteral("192.0.2.9"))));
    assertEquals(Optional.empty(), pool.of(Optional.empty()));
  }

  private static IpAddress at(String literal) {
    return IpAddress.of(InetAddress.ofLiteral(literal));
  }
}
