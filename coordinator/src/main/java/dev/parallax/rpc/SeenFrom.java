package dev.parallax.rpc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An agent's facts, completed by where its link comes from. */
final class SeenFrom {
  private static final String RESPONDER = "responder";

  private SeenFrom() {}

  /** A responder that was announced by its port alone is reached where the link comes from. */
  static Map<String, String> completed(Map<String, String> facts, Optional<InetAddress> remote) {
    var announced = facts.getOrDefault(RESPONDER, "");
    if (!announced.startsWith(":")) {
      return facts;
    }
    var completed = new HashMap<>(facts);
    remote.ifPresentOrElse(
        address -> completed.put(RESPONDER, literal(address) + announced),
        () -> completed.remove(RESPONDER));
    return completed;
  }

  private static String literal(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }
}
