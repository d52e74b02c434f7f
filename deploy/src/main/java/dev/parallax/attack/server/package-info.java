/** Servers whose answers are meant to harm the agents and the coordinator that read them. */
@NullMarked
package dev.parallax.attack.server;

import org.jspecify.annotations.NullMarked;
