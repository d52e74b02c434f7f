package dev.parallax.relay;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.enrolment.IdentityConflicts;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.NewerStream;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Two processes with one identity at two coordinators. As at one coordinator, the second process
 * gets the vantage only when the first does not answer: the coordinator of the first requests an
 * answer, and publishes its stream again when the answer arrives; the coordinator of the second
 * then ends its stream. Both record an identity conflict. A process that merely moves has the same
 * instance at both; a process that was started again finds an older stream that does not answer.
 */
final class SecondProcesses {
  private final IdentityConflicts conflicts;

  /** The generation of the newer stream because of which an answer was last requested. */
  private final Map<VantageId, Long> requested = new HashMap<>();

  private final Map<AgentLink, NewerStream> answered = new ConcurrentHashMap<>();

  SecondProcesses(IdentityConflicts conflicts) {
    this.conflicts = conflicts;
  }

  /**
   * A newer stream of another coordinator has replaced this one. Used by one thread; returns at
   * once.
   */
  void examine(AgentLink link, NewerStream newer) {
    if (link.instance().isEmpty()
        || newer.instance().isEmpty()
        || link.instance().equals(newer.instance())) {
      return;
    }
    if (newer.answered()) {
      conflicts.add(
          link.vantage().id(),
          IdentityConflicts.Kind.SECOND_PROCESS,
          "connected to another coordinator (%s), a second process connected to this one from %s"
              .formatted(newer.holder(), address(link)));
      link.cut(AgentLink.Cut.SECOND_PROCESS);
    } else if (!Long.valueOf(newer.generation())
        .equals(requested.put(link.vantage().id(), newer.generation()))) {
      var _ =
          link.challenge()
              .thenAccept(
                  answers -> {
                    if (answers) {
                      answered.put(link, newer);
                    }
                  });
    }
  }

  /**
   * Whether this stream answered since the last call, although a newer stream had replaced it.
   * Records the conflict.
   */
  boolean hasAnswered(AgentLink link) {
    var newer = answered.remove(link);
    if (newer == null) {
      return false;
    }
    conflicts.add(
        link.vantage().id(),
        IdentityConflicts.Kind.SECOND_PROCESS,
        "connected from %s, a second process connected to another coordinator (%s)"
            .formatted(address(link), newer.holder()));
    return true;
  }

  /** Forgets what concerns vantages and streams that are no longer connected. */
  void retain(Set<VantageId> vantages, Set<AgentLink> links) {
    requested.keySet().retainAll(vantages);
    answered.keySet().retainAll(links);
  }

  private static String address(AgentLink link) {
    return link.remote().map(InetAddress::getHostAddress).orElse("an unknown address");
  }
}
