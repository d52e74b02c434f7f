/**
 * Traceroute with UDP datagrams or TCP SYNs of increasing hop limit. Input: a plan and a permit;
 * output: a list of hops with their round-trip times. Silent hops are part of the result.
 */
@NullMarked
package dev.parallax.agent.path.trace;

import org.jspecify.annotations.NullMarked;
