/** The comparison of a stored sweep with the send logs of its agents. */
@NullMarked
package dev.parallax.bench.fault.check;

import org.jspecify.annotations.NullMarked;
