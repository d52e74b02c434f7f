package dev.parallax.model.verdict;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A proposed probe for an open question.
 *
 * @param arm the arm to run
 * @param vantages its vantages; empty when the fleet lacks such a vantage, which {@code why}
 *     describes
 * @param gain expected information, in bits
 */
public record NextProbe(
    Arm arm, List<VantageId> vantages, double gain, Why why, Map<String, String> parameters) {
  public NextProbe {
    vantages = vantages.stream().sorted().toList();
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** The reason; each lists the parameters of its sentence. */
  public enum Why {
    /** {@code left}, {@code right}: hypothesis ids this separates. */
    SEPARATES,
    /** {@code target}: there is no vantage on the origin's own host or LAN. */
    NEEDS_INSIDE,
    /** {@code region}: one more vantage of the region, on another network. */
    NEEDS_SECOND_NETWORK,
    /** {@code network}: one more agent on the network. */
    NEEDS_SECOND_AGENT,
    /** {@code region}: a vantage outside the affected scope. */
    NEEDS_ELSEWHERE,
    /** {@code trials}: more of the same. */
    NEEDS_MORE_TRIALS
  }
}
