/**
 * What is deleted from the store, and when.
 *
 * <p>In go a policy and a clock, out come short steps of deletion; after a jump of the clock none.
 */
@NullMarked
package dev.parallax.store.retention;

import org.jspecify.annotations.NullMarked;
