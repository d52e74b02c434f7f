/**
 * Incidents: verdicts and looks in, openings, changes and closings out. A pure state machine for
 * each target; times come with the events.
 */
@NullMarked
package dev.parallax.watch.incident;

import org.jspecify.annotations.NullMarked;
