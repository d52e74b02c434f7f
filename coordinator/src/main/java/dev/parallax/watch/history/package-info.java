/** What changed at a watched target since it was healthy, from stored sweeps and looks. */
@NullMarked
package dev.parallax.watch.history;

import org.jspecify.annotations.NullMarked;
