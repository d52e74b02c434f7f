/**
 * The watches in operation: looks, second looks and full sweeps, and the state of each target in
 * the store. One thread owns the state.
 */
@NullMarked
package dev.parallax.watch.run;

import org.jspecify.annotations.NullMarked;
