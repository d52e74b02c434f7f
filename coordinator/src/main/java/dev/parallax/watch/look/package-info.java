/** What a look saw, and what follows from it. Pure. */
@NullMarked
package dev.parallax.watch.look;

import org.jspecify.annotations.NullMarked;
