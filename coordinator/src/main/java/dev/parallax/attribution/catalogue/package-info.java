/**
 * The catalogue of mechanisms: the effect of each cause on each arm, its symptoms, its scopes and
 * its frequency.
 *
 * <p>Output: {@code MechanismCatalogue#ALL} and the priors. A new cause is a new line in {@code
 * MechanismCatalogue} and a rate in {@code Priors}.
 */
@NullMarked
package dev.parallax.attribution.catalogue;

import org.jspecify.annotations.NullMarked;
