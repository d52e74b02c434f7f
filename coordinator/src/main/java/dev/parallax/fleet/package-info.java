/** Who is connected, join tokens, certificates. */
@NullMarked
package dev.parallax.fleet;

import org.jspecify.annotations.NullMarked;
