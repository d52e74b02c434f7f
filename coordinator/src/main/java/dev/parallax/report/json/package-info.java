/**
 * JSON of the model: a record is bound to an object by its components, in both directions.
 *
 * <p>Input: records of the model or JSON nodes; output: the other form. {@code ModelMapper} has the
 * rule and {@code ModelFields} the exceptions; {@code JsonCursor} names the path of an invalid
 * value.
 */
@NullMarked
package dev.parallax.report.json;

import org.jspecify.annotations.NullMarked;
