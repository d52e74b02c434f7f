/** When looks start. Pure: the caller passes the elapsed time in. */
@NullMarked
package dev.parallax.watch.schedule;

import org.jspecify.annotations.NullMarked;
