/**
 * The catalogue of scenarios: a fault as commands on nodes, its proof by curl, openssl, dig or
 * ping, and the expected verdicts. A scenario defines its expectation under each condition, such as
 * packet loss or an offline vantage. The expectation is fixed before the scenario runs.
 */
@NullMarked
package dev.parallax.lab.scenario;

import org.jspecify.annotations.NullMarked;
