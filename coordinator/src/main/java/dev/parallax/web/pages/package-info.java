/**
 * The pages for operators.
 *
 * <p>Input: a visit and the state of fleet and sweeps; output: HTML in the visitor's language. Only
 * {@code StartSweepAction} changes state.
 */
@NullMarked
package dev.parallax.web.pages;

import org.jspecify.annotations.NullMarked;
