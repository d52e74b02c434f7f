package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.hypothesis.BlameAssignment;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.witness.FarEndReport;
import dev.parallax.attribution.witness.FarEndReports;
import dev.parallax.model.verdict.Cause;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The term of the likelihood for far ends: a hypothesis that the report of a far end contradicts
 * gets {@link WitnessPriors#LOG_CONTRADICTED} for each such network, for at most three networks.
 */
public final class FarEndTerm {
  /**
   * Causes that a firewall or ban list on the origin's host produces as well as a device in front
   * of it.
   */
  private static final Set<Cause> HOST_FIREWALL =
      EnumSet.of(
          Cause.EDGE_BREAKS_EVERY_HANDSHAKE,
          Cause.EDGE_REFUSES_CONNECTIONS,
          Cause.EDGE_BLOCKS_SOME_CLIENTS,
          Cause.EDGE_RATE_LIMIT);

  private FarEndTerm() {}

  /** The log-likelihood these hypotheses lose by the far ends' reports; 0 or less. */
  static double of(FarEndReports farEnds, List<Hypothesis> hypotheses) {
    var networks = new HashSet<String>();
    for (var report : farEnds.heard()) {
      if (hypotheses.stream().anyMatch(hypothesis -> contradicts(report, hypothesis))) {
        networks.add(report.vantage().network());
      }
    }
    return Math.min(WitnessPriors.NETWORKS, networks.size()) * WitnessPriors.LOG_CONTRADICTED;
  }

  /** Whether the report contradicts this cause of a broken handshake. */
  public static boolean contradicts(FarEndReport report, Hypothesis hypothesis) {
    return isAbout(report, hypothesis) && clears(report, hypothesis.id());
  }

  /** Whether the cause would have broken this trial's handshake. */
  public static boolean isAbout(FarEndReport report, Hypothesis hypothesis) {
    return !hypothesis.unknown()
        && SymptomSet.HANDSHAKE_BROKEN.contains(hypothesis.symptom())
        && hypothesis.reach().scope().vantages().contains(report.vantage().id());
  }

  private static boolean clears(FarEndReport report, Cause id) {
    var service = id.family() == Cause.CauseFamily.SERVICE;
    return switch (report.kind()) {
      case BOTH_ENDS_RESET -> service || id.family() == Cause.CauseFamily.EDGE;
      case HELLO_NEVER_ARRIVED, HELLO_ARRIVED_NO_RESET_SENT, INJECTED_RESET -> service;
      case HOST_SENT_RESET -> BlameAssignment.isOnTheWay(id) && !HOST_FIREWALL.contains(id);
      default -> false;
    };
  }
}
