package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.comparison.SharedAddress;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Cause;
import java.util.HashSet;
import java.util.List;

/**
 * The term of the likelihood for two servers behind one address: a fault between the hosts does not
 * change which system sends the SYN-ACK. It gets {@link WitnessPriors#LOG_OTHER_SERVER} for each
 * network that reaches another server than the passing vantages, for at most three networks.
 */
final class ServerTerm {
  private ServerTerm() {}

  /** The log-likelihood these hypotheses lose by the servers that answered; 0 or less. */
  static double of(List<SharedAddress> shared, List<Hypothesis> hypotheses) {
    var networks = new HashSet<String>();
    for (var address : shared) {
      if (address.isSeenBelowTls()) {
        address.failing().stream()
            .filter(
                row ->
                    hypotheses.stream()
                        .anyMatch(one -> isContradicted(address, one) && one.touches(row)))
            .forEach(row -> networks.add(row.network()));
      }
    }
    return Math.min(WitnessPriors.NETWORKS, networks.size()) * WitnessPriors.LOG_OTHER_SERVER;
  }

  /** A device that terminates connections itself sends a SYN-ACK of its own. */
  private static boolean isContradicted(SharedAddress shared, Hypothesis hypothesis) {
    return !hypothesis.unknown()
        && hypothesis.shows(shared.symptom())
        && BlameAssignment.isOnTheWay(hypothesis.id())
        && hypothesis.id() != Cause.TLS_INTERCEPTION
        && hypothesis.id() != Cause.LOCAL_INTERCEPTION
        && hypothesis.id() != Cause.EDGE_REPLY_PATH_CAPTURED;
  }
}
