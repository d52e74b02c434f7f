/**
 * The catalogue of scenarios: a fault as commands on nodes, proofs by curl, openssl, dig or ping,
 * and the verdicts that are right.
 *
 * <p>A scenario says what is right under each condition, such as packet loss or a vantage offline.
 *
 * <p>The expected verdict is fixed before the scenario runs.
 */
@NullMarked
package dev.parallax.lab.scenario;

import org.jspecify.annotations.NullMarked;
