/** Agents with a certificate of the coordinator that break the contract. */
@NullMarked
package dev.parallax.attack.agent;

import org.jspecify.annotations.NullMarked;
