/**
 * The decision rules on top of the posterior: blame, grade and missing evidence.
 *
 * <p>Input: the posterior and the comparison; output: verdicts. A verdict names a blame when the
 * credible set of mass 0.95 agrees on it and its minimum evidence exists; otherwise it is
 * INCONCLUSIVE and names the missing evidence.
 */
@NullMarked
package dev.parallax.attribution.verdict;

import org.jspecify.annotations.NullMarked;
