/**
 * The outlet: finished sweeps for those who keep years, as JSON Lines in files of a day or in
 * tables of ClickHouse. Each sweep is written once; the store knows which are.
 *
 * <p>Input: the sweeps of the store; output: the lines of {@link dev.parallax.outlet.SweepLines}.
 */
@NullMarked
package dev.parallax.outlet;

import org.jspecify.annotations.NullMarked;
