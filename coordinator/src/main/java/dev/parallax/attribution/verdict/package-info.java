/**
 * The decision rules on top of the posterior: when a blame may be given, how strong it is, what is
 * missing.
 *
 * <p>In go the posterior and the comparison, out come verdicts. A blame is given when the credible
 * set of mass 0.95 agrees on it and its minimum evidence is there; otherwise the verdict is
 * INCONCLUSIVE and names what is missing.
 */
@NullMarked
package dev.parallax.attribution.verdict;

import org.jspecify.annotations.NullMarked;
