/**
 * What the pages show of sweeps: those that run and those that ended.
 *
 * <p>In go the events of sweeps and the store, out come snapshots that do not change while a page
 * is written.
 */
@NullMarked
package dev.parallax.web.live;

import org.jspecify.annotations.NullMarked;
