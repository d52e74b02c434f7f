/**
 * The JSON of results: each value is written and read side by side.
 *
 * <p>In go observations and out come JSON nodes, and the other way round. {@code JsonCursor} names
 * the path of a value that is not as expected.
 */
@NullMarked
package dev.parallax.report.json;

import org.jspecify.annotations.NullMarked;
