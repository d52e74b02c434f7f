/**
 * What can be wrong in a simulated world, a class for each family of causes.
 *
 * <p>A fault has a cause, a scope of vantages, a trigger and an effect on a connection, a DNS
 * question or a certificate chain.
 *
 * <p>The base rates say how often each cause is drawn.
 */
@NullMarked
package dev.parallax.evaluate.fault;

import org.jspecify.annotations.NullMarked;
