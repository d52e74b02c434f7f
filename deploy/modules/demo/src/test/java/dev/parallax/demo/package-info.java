@NullMarked
package dev.parallax.demo;

import org.jspecify.annotations.NullMarked;
