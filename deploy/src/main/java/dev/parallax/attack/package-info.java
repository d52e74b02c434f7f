/** Attacks on an installation with an honest fleet, all at once, and what they cost its sweeps. */
@NullMarked
package dev.parallax.attack;

import org.jspecify.annotations.NullMarked;
