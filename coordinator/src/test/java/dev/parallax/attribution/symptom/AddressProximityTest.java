package dev.parallax.attribution.symptom;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressProximityTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.8, 192.0.2.200, true",
    "192.0.2.8, 192.0.3.8, false",
    "2001:db8:1:1::1, 2001:db8:1:ffff::1, true",
    "2001:db8:1::1, 2001:db8:2::1, false",
    "192.0.2.8, 2001:db8:1::1, false",
  })
  void oneAllocationOrNot(String address, String other, boolean nearby) {
    assertEquals(nearby, AddressProximity.any(at(address), Set.of(at(other))));
  }

  private static IpAddress at(String literal) {
    return IpAddress.of(InetAddress.ofLiteral(literal));
  }
}
