/**
 * Which reference sites work from which vantage. In go finished sweeps, out come the last result of
 * each site at each vantage, and lines of text about them.
 */
@NullMarked
package dev.parallax.sweep.reference;

import org.jspecify.annotations.NullMarked;
