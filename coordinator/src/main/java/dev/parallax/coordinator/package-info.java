/**
 * The coordinator process: its configuration and the construction of its parts. {@code Coordinator}
 * builds the parts in order and closes them in reverse. The configuration is one record, read once
 * and logged at start without secrets.
 */
@NullMarked
package dev.parallax.coordinator;

import org.jspecify.annotations.NullMarked;
