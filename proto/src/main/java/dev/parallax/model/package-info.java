/**
 * The values of Parallax: targets, plans, observations and verdicts. Each record checks its
 * invariants in its constructor. Pure: no I/O, no clock, no threads.
 */
@NullMarked
package dev.parallax.model;

import org.jspecify.annotations.NullMarked;
