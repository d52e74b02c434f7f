/** Certificates that expire soon: looks in, notices at thresholds out. Pure: no I/O, no clock. */
@NullMarked
package dev.parallax.watch.expiry;

import org.jspecify.annotations.NullMarked;
