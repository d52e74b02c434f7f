/**
 * ICMP echo requests to one address. A plan and a permit go in, counts and round trips come out. An
 * ICMP error is a result, not an exception.
 */
@NullMarked
package dev.parallax.agent.path.echo;

import org.jspecify.annotations.NullMarked;
