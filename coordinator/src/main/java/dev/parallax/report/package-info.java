/**
 * A sweep and its verdicts in every form that people and programs read. Pure.
 *
 * <p>In go a sweep and its verdicts, out come a {@code Report}, the comparison with an earlier
 * sweep and the exit code. The packages below make text, HTML, JSON and other formats of them.
 */
@NullMarked
package dev.parallax.report;

import org.jspecify.annotations.NullMarked;
