/** A verdict: blame, cause, scope, probability, grade, evidence, and the next probes. Pure. */
@NullMarked
package dev.parallax.model.verdict;

import org.jspecify.annotations.NullMarked;
