/**
 * Populations of worlds, and the run that has each method judge every sweep of one.
 *
 * <p>Sweeps are drawn by seed and index, so that any of them can be drawn again alone.
 *
 * <p>The command line's options are read here.
 */
@NullMarked
package dev.parallax.evaluate.run;

import org.jspecify.annotations.NullMarked;
