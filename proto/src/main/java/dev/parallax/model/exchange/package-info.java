/**
 * What a probe sends beyond the default request, and what must come back. Pure: no I/O, no clock.
 */
@NullMarked
package dev.parallax.model.exchange;

import org.jspecify.annotations.NullMarked;
