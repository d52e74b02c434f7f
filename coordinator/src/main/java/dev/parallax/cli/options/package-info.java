/**
 * Options that several commands share.
 *
 * <p>Input: words of the command line; output: values of the model. An invalid word is refused with
 * the value and the expected form.
 */
@NullMarked
package dev.parallax.cli.options;

import org.jspecify.annotations.NullMarked;
