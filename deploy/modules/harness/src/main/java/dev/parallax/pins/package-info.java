/** Pinned verdicts of fixed sweeps. A change of a verdict fails a test. */
@NullMarked
package dev.parallax.pins;

import org.jspecify.annotations.NullMarked;
