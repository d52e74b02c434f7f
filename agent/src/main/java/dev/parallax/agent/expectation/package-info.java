/** Judges what arrived by what the plan expects. Pure. */
@NullMarked
package dev.parallax.agent.expectation;

import org.jspecify.annotations.NullMarked;
