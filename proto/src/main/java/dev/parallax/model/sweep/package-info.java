/**
 * A sweep: its header, its rounds, its coverage and the comparable observations of each target.
 * Pure.
 */
@NullMarked
package dev.parallax.model.sweep;

import org.jspecify.annotations.NullMarked;
