/**
 * A watch of 20 targets that meets faults one after the other.
 *
 * <p>Input: incidents of the coordinator's API; output: for each fault the incident, its blame, and
 * the seconds until it was opened and closed.
 */
@NullMarked
package dev.parallax.lab.watch;

import org.jspecify.annotations.NullMarked;
