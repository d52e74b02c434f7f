/** Tests of the comparison with the send logs. */
@NullMarked
package dev.parallax.bench.fault.check;

import org.jspecify.annotations.NullMarked;
