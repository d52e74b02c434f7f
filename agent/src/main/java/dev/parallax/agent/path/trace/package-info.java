/**
 * Paths hop by hop, by UDP datagrams or TCP SYNs with a growing hop limit. A plan and a permit go
 * in, a list of hops with their round trips comes out. Hops that stay silent are part of the
 * result.
 */
@NullMarked
package dev.parallax.agent.path.trace;

import org.jspecify.annotations.NullMarked;
