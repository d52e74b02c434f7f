/**
 * The catalogue of mechanisms: how each cause acts, which symptoms it shows on which arms, in which
 * scopes, and how often it is met.
 *
 * <p>In goes nothing; out come {@code MechanismCatalogue#ALL} and the priors. A new cause is a new
 * line in {@code MechanismCatalogue} and a rate in {@code Priors}.
 */
@NullMarked
package dev.parallax.attribution.catalogue;

import org.jspecify.annotations.NullMarked;
