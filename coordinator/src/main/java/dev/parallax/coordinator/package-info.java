/** Wiring and configuration of the coordinator process. */
@NullMarked
package dev.parallax.coordinator;

import org.jspecify.annotations.NullMarked;
