/**
 * The records of one trial at one vantage: its key, its steps, its outcome, and what else was
 * measured at the same time. Pure.
 */
@NullMarked
package dev.parallax.model.observation;

import org.jspecify.annotations.NullMarked;
