package dev.parallax.agent.dns;

import java.time.Duration;

/**
 * How long and how often a name server is queried.
 *
 * @param timeout until the query has failed
 * @param repeated whether a datagram without a reply is sent again
 * @param watching whether to wait 50 to 300 ms over UDP for a second, different reply; the duration
 *     of the step excludes this wait
 */
public record QueryLimits(Duration timeout, boolean repeated, boolean watching) {}
