/** Text of a remote party, made safe to store and to show. Pure: no I/O, no clock, no threads. */
@NullMarked
package dev.parallax.text;

import org.jspecify.annotations.NullMarked;
