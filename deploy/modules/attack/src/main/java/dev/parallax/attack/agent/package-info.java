/** Rogue agents: agents with a valid certificate that violate the contract. */
@NullMarked
package dev.parallax.attack.agent;

import org.jspecify.annotations.NullMarked;
