/**
 * The demo: a coordinator, seven agents and the peers they probe, all on one machine, acting out
 * every kind of fault and checking the verdicts.
 */
@NullMarked
package dev.parallax.demo;

import org.jspecify.annotations.NullMarked;
