/**
 * A sweep through a simulated world.
 *
 * <p>The coordinator's own planner asks for rounds; simulated agents answer each probe with
 * observations of the product's model.
 *
 * <p>The random numbers of an agent are its own, so that the order of agents changes nothing.
 */
@NullMarked
package dev.parallax.evaluate.simulate;

import org.jspecify.annotations.NullMarked;
