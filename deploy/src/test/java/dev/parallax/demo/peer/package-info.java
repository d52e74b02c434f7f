@NullMarked
package dev.parallax.demo.peer;

import org.jspecify.annotations.NullMarked;
