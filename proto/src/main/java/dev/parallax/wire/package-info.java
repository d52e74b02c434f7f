/** Model ⇄ proto; the only place that knows both. */
@NullMarked
package dev.parallax.wire;

import org.jspecify.annotations.NullMarked;
