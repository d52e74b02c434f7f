/**
 * Measurements of a connection below TLS: bytes in each direction, kernel statistics, packets with
 * a limited hop count. Input: a channel; output: counts and times of its traffic. The package does
 * not parse TLS records.
 */
@NullMarked
package dev.parallax.agent.probe.wire;

import org.jspecify.annotations.NullMarked;
