package dev.parallax.agent.policy;

/**
 * Why this host will not be told to probe something.
 *
 * @param rule short and stable, e.g. {@code private-use}, {@code metadata}, {@code port}
 * @param said the rule with the value that broke it
 */
public record Refusal(String rule, String said) {}
