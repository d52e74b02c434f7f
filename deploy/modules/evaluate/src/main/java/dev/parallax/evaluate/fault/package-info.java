/**
 * The faults of simulated cases, with a class for each family of causes. A fault has a cause, a
 * scope of vantages, a trigger and an effect on a connection, a DNS query or a certificate chain.
 * The base rates determine how often each cause is drawn.
 */
@NullMarked
package dev.parallax.evaluate.fault;

import org.jspecify.annotations.NullMarked;
