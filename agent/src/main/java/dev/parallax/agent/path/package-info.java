/**
 * The path measurements that this host allows. Each is determined by one attempt before the first
 * plan, so that no round-trip time includes the start of native code. The measurements are in the
 * packages below, which use addresses and sockets, and neither plans nor observations.
 */
@NullMarked
package dev.parallax.agent.path;

import org.jspecify.annotations.NullMarked;
