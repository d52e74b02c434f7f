@NullMarked
package dev.parallax.watch.phase;

import org.jspecify.annotations.NullMarked;
