/**
 * One sweep while it runs: its rounds, its deadline, its progress and its result.
 *
 * <p>In go planned rounds and mail, out comes the sweep with all observations that were stored. All
 * state belongs to the thread of the sweep.
 */
@NullMarked
package dev.parallax.sweep.run;

import org.jspecify.annotations.NullMarked;
