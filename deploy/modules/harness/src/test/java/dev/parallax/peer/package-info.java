@NullMarked
package dev.parallax.peer;

import org.jspecify.annotations.NullMarked;
