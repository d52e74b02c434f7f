/**
 * Options that several commands share, each checked as it is read.
 *
 * <p>In go words of the command line, out come values of the model. A refused word is named with
 * what was expected.
 */
@NullMarked
package dev.parallax.cli.options;

import org.jspecify.annotations.NullMarked;
