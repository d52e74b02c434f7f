/**
 * Statistics of counts in natural logarithms: sums of probabilities, a binomial with unknown rate,
 * the Dirichlet-multinomial, exact confidence bounds.
 *
 * <p>Input: counts and rates; output: log probabilities; the package has no concept of networks.
 * Sources: Clopper and Pearson, Biometrika 26 (1934); the Dirichlet-multinomial as in Minka,
 * Estimating a Dirichlet distribution (2000).
 */
@NullMarked
package dev.parallax.attribution.stats;

import org.jspecify.annotations.NullMarked;
