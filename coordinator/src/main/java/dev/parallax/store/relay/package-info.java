/**
 * What coordinators on one database pass to each other: messages to agents of another coordinator,
 * and what these agents sent. Each batch has a number, so that a reader misses none.
 */
@NullMarked
package dev.parallax.store.relay;

import org.jspecify.annotations.NullMarked;
