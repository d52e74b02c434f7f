/**
 * From what every vantage observed to who is to blame: a Bayesian comparison of hypotheses. Pure.
 *
 * <p>In goes a sweep, out come its verdicts ({@link Attribution}) and the probes of the next round
 * ({@link NextRound}); nothing else of this package and those below it is used from outside. The
 * packages in the order in which data passes through them: {@code stats}, {@code symptom}, {@code
 * correction}, {@code health}, {@code witness}, {@code catalogue}, {@code comparison}, {@code
 * hypothesis}, {@code inference}, {@code nextround}, {@code explain}, {@code verdict}; none depends
 * on a later one but {@code nextround}, {@code explain} and {@code verdict} on {@code inference}.
 */
@NullMarked
package dev.parallax.attribution;

import org.jspecify.annotations.NullMarked;
