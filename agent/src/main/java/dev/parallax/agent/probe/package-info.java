/** Runs one probe: one class a step; Netty ends here. */
@NullMarked
package dev.parallax.agent.probe;

import org.jspecify.annotations.NullMarked;
