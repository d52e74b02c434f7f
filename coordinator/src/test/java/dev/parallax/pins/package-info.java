/** Verdicts of fixed sweeps, written down so that a change of them is seen. */
@NullMarked
package dev.parallax.pins;

import org.jspecify.annotations.NullMarked;
