/** Accuracy of verdicts on a small fixed slice of simulated sweeps. */
@NullMarked
package dev.parallax.evaluate;

import org.jspecify.annotations.NullMarked;
