/**
 * Classification of observations into symptoms, ordered by the step that the trial reached.
 *
 * <p>Input: the observations of a sweep; output: {@code TargetTrials}, all classified trials of one
 * target by vantage. Two failures are the same symptom when no hypothesis distinguishes them.
 */
@NullMarked
package dev.parallax.attribution.symptom;

import org.jspecify.annotations.NullMarked;
