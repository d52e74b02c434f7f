/** Tests of the lab's results. */
@NullMarked
package dev.parallax.lab.results;

import org.jspecify.annotations.NullMarked;
