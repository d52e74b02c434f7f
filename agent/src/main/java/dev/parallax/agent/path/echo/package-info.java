/**
 * ICMP echo. Input: a plan and a permit; output: packet counts and round-trip times. An ICMP error
 * is a result, not an exception.
 */
@NullMarked
package dev.parallax.agent.path.echo;

import org.jspecify.annotations.NullMarked;
