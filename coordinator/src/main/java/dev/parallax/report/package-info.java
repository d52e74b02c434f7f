/**
 * A sweep and its verdicts in every output format. Pure.
 *
 * <p>Input: a sweep and its verdicts; output: a {@code Report}, the comparison with an earlier
 * sweep and the exit code. The packages below write text, HTML, JSON and other formats.
 */
@NullMarked
package dev.parallax.report;

import org.jspecify.annotations.NullMarked;
