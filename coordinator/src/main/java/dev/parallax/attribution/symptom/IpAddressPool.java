package dev.parallax.attribution.symptom;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The addresses of one sweep, each formatted once: thousands of trials share a few addresses. */
final class IpAddressPool {
  private final Map<InetAddress, Optional<IpAddress>> known = new HashMap<>();

  Optional<IpAddress> of(Optional<InetAddress> address) {
    return address.isPresent()
        ? known.computeIfAbsent(address.get(), added -> Optional.of(IpAddress.of(added)))
        : Optional.empty();
  }
}
