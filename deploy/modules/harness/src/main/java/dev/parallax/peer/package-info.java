/**
 * Peers on loopback addresses: TLS origins, relays with faults, resolvers with false answers. They
 * distinguish clients by source address, as networks do.
 */
@NullMarked
package dev.parallax.peer;

import org.jspecify.annotations.NullMarked;
