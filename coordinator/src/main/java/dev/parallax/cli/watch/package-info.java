/** {@code parallax watch}: the watches of a coordinator, and their file. */
@NullMarked
package dev.parallax.cli.watch;

import org.jspecify.annotations.NullMarked;
