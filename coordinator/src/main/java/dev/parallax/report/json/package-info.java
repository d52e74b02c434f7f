/**
 * JSON of results, with the encoder and the decoder of each value in one class.
 *
 * <p>Input: observations or JSON nodes; output: the other form. {@code JsonCursor} names the path
 * of an invalid value.
 */
@NullMarked
package dev.parallax.report.json;

import org.jspecify.annotations.NullMarked;
