/**
 * One observation becomes one symptom: a failure class, ordered by how far the trial got.
 *
 * <p>In go the observations of a sweep, out come {@code TargetTrials}, all classified trials of one
 * target by vantage. Two failures are the same symptom when no hypothesis distinguishes them.
 */
@NullMarked
package dev.parallax.attribution.symptom;

import org.jspecify.annotations.NullMarked;
