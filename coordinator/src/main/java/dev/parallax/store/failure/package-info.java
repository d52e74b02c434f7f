/** Why a store refuses to work: damaged, foreign, of another version, or full. */
@NullMarked
package dev.parallax.store.failure;

import org.jspecify.annotations.NullMarked;
