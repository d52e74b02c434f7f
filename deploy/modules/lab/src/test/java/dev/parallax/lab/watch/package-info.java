@NullMarked
package dev.parallax.lab.watch;

import org.jspecify.annotations.NullMarked;
