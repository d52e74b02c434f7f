package dev.parallax.rpc.agent;

import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An agent's facts, completed by the source address of its link. The fact `responder` becomes an
 * address that other agents connect to: it is accepted only when it is the address that the
 * coordinator observes, or the address that the operator bound to the agent's token.
 */
final class SeenFrom {
  private static final String RESPONDER = "responder";
  private static final Pattern ANNOUNCED = Pattern.compile("(.*):([0-9]{1,5})");

  private SeenFrom() {}

  /**
   * With the peer's address as {@link Vantage#PEER_ADDRESS}, whatever the agent sent under this
   * name, with what the operator's address database has, and with the responder at that address;
   * without the responder when it names another address.
   */
  static Map<String, String> completed(Map<String, String> facts, AdmittedAgent agent) {
    var remote = agent.remote();
    var completed = new HashMap<>(facts);
    completed.remove(Vantage.PEER_ADDRESS);
    completed.keySet().removeIf(key -> key.startsWith(Vantage.LOOKED_UP));
    completed.putAll(agent.lookedUp());
    remote.ifPresent(
        address -> completed.put(Vantage.PEER_ADDRESS, withoutScope(address.getHostAddress())));
    var announced = facts.get(RESPONDER);
    if (announced == null || announced.equals(agent.labels().get(Label.RESPONDER))) {
      return completed;
    }
    remote
        .flatMap(address -> responder(announced, literal(address)))
        .ifPresentOrElse(at -> completed.put(RESPONDER, at), () -> completed.remove(RESPONDER));
    return completed;
  }

  private static Optional<String> responder(String announced, String seen) {
    var parts = ANNOUNCED.matcher(announced);
    return parts.matches() && (parts.group(1).isEmpty() || parts.group(1).equals(seen))
        ? Optional.of(seen + ":" + parts.group(2))
        : Optional.empty();
  }

  private static String withoutScope(String literal) {
    return literal.replaceFirst("%.*$", "");
  }

  private static String literal(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }
}
