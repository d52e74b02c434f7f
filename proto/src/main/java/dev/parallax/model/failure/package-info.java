/**
 * The outcome of a trial: passed, failed in a step with a failure word, or not run for a reason.
 * Pure.
 */
@NullMarked
package dev.parallax.model.failure;

import org.jspecify.annotations.NullMarked;
