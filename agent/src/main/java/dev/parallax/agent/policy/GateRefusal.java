package dev.parallax.agent.policy;

import dev.parallax.model.failure.NotRunReason;

/**
 * The rule or limit of this host that refuses or ends a probe.
 *
 * @param reason reported for the probe
 * @param rule short and stable, e.g. {@code private-use}, {@code metadata}, {@code port}
 * @param detail the rule with the value that broke it
 */
public record GateRefusal(NotRunReason reason, String rule, String detail) {
  static GateRefusal byPolicy(String rule, String detail) {
    return new GateRefusal(NotRunReason.REFUSED_BY_POLICY, rule, detail);
  }

  static GateRefusal byBudget(String rule, String detail) {
    return new GateRefusal(NotRunReason.BUDGET_EXHAUSTED, rule, detail);
  }
}
