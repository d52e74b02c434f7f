/**
 * Which measurements of the path to a target this host allows. Each is found out by trying it, and
 * tried once before the first plan so that no round trip includes the start of native code. The
 * measurements themselves stand in the packages below; they know addresses and sockets, neither
 * plans nor observations.
 */
@NullMarked
package dev.parallax.agent.path;

import org.jspecify.annotations.NullMarked;
