/**
 * The evaluation: a simulated world whose truth is known, sweeps through it by the real planner,
 * and how often each way of attributing finds that truth.
 */
@NullMarked
package dev.parallax.evaluate;

import org.jspecify.annotations.NullMarked;
