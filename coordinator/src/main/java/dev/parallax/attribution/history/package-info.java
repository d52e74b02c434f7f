/**
 * A target compared with its own history, as it was fixed at the start of the sweep. Without a
 * history there are no findings.
 */
@NullMarked
package dev.parallax.attribution.history;

import org.jspecify.annotations.NullMarked;
