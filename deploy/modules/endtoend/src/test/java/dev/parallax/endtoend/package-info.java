/** Both programs as processes, connected by mutual TLS on loopback. */
@NullMarked
package dev.parallax.endtoend;

import org.jspecify.annotations.NullMarked;
