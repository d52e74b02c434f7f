/** The dialogue of a script over a TCP connection. Pure. */
@NullMarked
package dev.parallax.agent.script;

import org.jspecify.annotations.NullMarked;
