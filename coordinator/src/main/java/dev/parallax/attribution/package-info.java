/**
 * From the observations of all vantages to the blame: a Bayesian comparison of hypotheses. Pure.
 *
 * <p>Input: a sweep; output: its verdicts ({@link Attribution}) and the probes of the next round
 * ({@link NextRound}); no other class of this package or its subpackages is used from outside. Data
 * passes through the packages in this order: {@code stats}, {@code symptom}, {@code history},
 * {@code correction}, {@code health}, {@code witness}, {@code catalogue}, {@code comparison},
 * {@code hypothesis}, {@code inference}, {@code nextround}, {@code explain}, {@code verdict}; no
 * package depends on a later one, and {@code nextround}, {@code explain} and {@code verdict} depend
 * on {@code inference}.
 */
@NullMarked
package dev.parallax.attribution;

import org.jspecify.annotations.NullMarked;
