package dev.parallax.agent.policy;

import dev.parallax.model.NotRunReason;

/**
 * Why this host does not let itself be told to probe something.
 *
 * @param reason whether the host's policy or its budget refuses
 * @param rule short and stable, e.g. {@code private-use}, {@code metadata}, {@code port}
 * @param said the rule with the value that broke it
 */
public record Refusal(NotRunReason reason, String rule, String said) {
  static Refusal byPolicy(String rule, String said) {
    return new Refusal(NotRunReason.REFUSED_BY_POLICY, rule, said);
  }

  static Refusal byBudget(String rule, String said) {
    return new Refusal(NotRunReason.BUDGET_EXHAUSTED, rule, said);
  }
}
