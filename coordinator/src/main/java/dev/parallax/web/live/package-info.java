/**
 * The state of sweeps and vantages for the pages.
 *
 * <p>Input: the events of sweeps and the store; output: immutable snapshots, so that a page does
 * not change while it is written.
 */
@NullMarked
package dev.parallax.web.live;

import org.jspecify.annotations.NullMarked;
