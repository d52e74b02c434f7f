package dev.parallax.bench.fault;

/**
 * A kind of fault.
 *
 * @param name of its line in the table
 * @param weight its share of the rounds
 */
record FaultKind(String name, int weight, Disturbance disturbance) {}
