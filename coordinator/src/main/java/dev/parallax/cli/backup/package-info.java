/** {@code parallax backup}, {@code restore} and {@code verify}: copies of a data folder. */
@NullMarked
package dev.parallax.cli.backup;

import org.jspecify.annotations.NullMarked;
