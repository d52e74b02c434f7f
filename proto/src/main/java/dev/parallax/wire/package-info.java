/**
 * The codec between the model and the messages of {@code parallax.v1}. Input: a value or a message;
 * output: the other form, or a refusal that names the field. Numbers, durations, instants and texts
 * are checked against their bounds here only.
 */
@NullMarked
package dev.parallax.wire;

import org.jspecify.annotations.NullMarked;
