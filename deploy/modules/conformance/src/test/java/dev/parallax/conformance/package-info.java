@NullMarked
package dev.parallax.conformance;

import org.jspecify.annotations.NullMarked;
