/** Both programs as real processes, talking over real mutual TLS on loopback. */
@NullMarked
package dev.parallax.endtoend;

import org.jspecify.annotations.NullMarked;
