/**
 * Real peers on loopback addresses: TLS origins, relays that break what passes them, resolvers that
 * lie. They tell clients apart by source address, as networks do.
 */
@NullMarked
package dev.parallax.demo.peer;

import org.jspecify.annotations.NullMarked;
