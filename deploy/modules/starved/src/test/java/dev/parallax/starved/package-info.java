/** Tests of a starved agent. */
@NullMarked
package dev.parallax.starved;

import org.jspecify.annotations.NullMarked;
