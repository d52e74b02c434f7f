/**
 * What a method's judgement of a sweep is worth, held against the truth of the world.
 *
 * <p>The oracle gives the acceptable answers; a score has its grade, and scores add up to
 * proportions with Wilson intervals and bootstrap intervals.
 *
 * <p>A cause that the fleet cannot distinguish from the true one is acceptable.
 */
@NullMarked
package dev.parallax.evaluate.score;

import org.jspecify.annotations.NullMarked;
