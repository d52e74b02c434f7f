package dev.parallax.model.verdict;

/** A member of a credible set; {@code probability} 0 to 1. */
public record Candidate(Cause hypothesis, Scope scope, double probability) {}
