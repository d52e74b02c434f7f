package dev.parallax.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AddressOrderTest {
  @Test
  void addresses_areInTheOrderOfTheirText() {
    var sorted =
        Stream.of("9.0.0.1", "2001:db8::1", "10.0.0.2", "10.0.0.10")
            .map(InetAddress::ofLiteral)
            .sorted(AddressOrder.TEXTUAL)
            .map(InetAddress::getHostAddress)
            .toList();
    assertEquals(List.of("10.0.0.10", "10.0.0.2", "2001:db8:0:0:0:0:0:1", "9.0.0.1"), sorted);
  }
}
