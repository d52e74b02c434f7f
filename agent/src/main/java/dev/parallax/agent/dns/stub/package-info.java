/**
 * The configuration of a host's stub resolver. Input: the lines of its files; output: immutable
 * values. No I/O.
 */
@NullMarked
package dev.parallax.agent.dns.stub;

import org.jspecify.annotations.NullMarked;
