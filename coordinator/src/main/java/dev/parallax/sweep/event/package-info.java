/**
 * The events of a sweep and their receivers: the operator that started it, and the watchers of
 * every sweep.
 *
 * <p>In go events in the order of the sweep's own thread, out come calls of each receiver. A
 * watcher that fails disturbs neither the sweep nor another receiver.
 */
@NullMarked
package dev.parallax.sweep.event;

import org.jspecify.annotations.NullMarked;
