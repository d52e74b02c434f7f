/**
 * Ways of attributing a failure: Parallax's own and simple rules of the literature.
 *
 * <p>Each takes a sweep's results and returns a judgement.
 *
 * <p>A simple rule reads a summary of each vantage, not the model of causes.
 */
@NullMarked
package dev.parallax.evaluate.method;

import org.jspecify.annotations.NullMarked;
