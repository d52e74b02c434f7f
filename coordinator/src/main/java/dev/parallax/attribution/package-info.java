/** What the comparison of a sweep means: hypotheses, likelihoods, verdicts. Pure. */
@NullMarked
package dev.parallax.attribution;

import org.jspecify.annotations.NullMarked;
