/**
 * The score of a judgement against the true faults of a case. Input: a judgement and a case;
 * output: a score, and proportions with Wilson and bootstrap intervals. A cause that the fleet
 * cannot distinguish from the true cause is accepted.
 */
@NullMarked
package dev.parallax.evaluate.score;

import org.jspecify.annotations.NullMarked;
