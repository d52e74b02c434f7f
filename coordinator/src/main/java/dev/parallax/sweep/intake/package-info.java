/**
 * The entry of observations: admission, storage, acknowledgement, central checks.
 *
 * <p>In go messages of agents, out come stored observations in the mailbox of their sweep. Nothing
 * is acknowledged before it is stored, and nothing is stored that no plan asked for.
 */
@NullMarked
package dev.parallax.sweep.intake;

import org.jspecify.annotations.NullMarked;
