/**
 * The pages of watches: incidents, targets with their next looks, routes with their last delivery,
 * silences, and the status badge.
 */
@NullMarked
package dev.parallax.web.watch;

import org.jspecify.annotations.NullMarked;
