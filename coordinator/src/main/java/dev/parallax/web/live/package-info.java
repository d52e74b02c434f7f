/**
 * The state of running and finished sweeps for the pages.
 *
 * <p>Input: the events of sweeps and the store; output: immutable snapshots, so that a page does
 * not change while it is written.
 */
@NullMarked
package dev.parallax.web.live;

import org.jspecify.annotations.NullMarked;
