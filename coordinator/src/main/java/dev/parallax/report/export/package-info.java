/**
 * Reports for other programs: CSV, JUnit, GitHub, Markdown and Prometheus.
 *
 * <p>Input: a report; output: text in the format of the other program.
 */
@NullMarked
package dev.parallax.report.export;

import org.jspecify.annotations.NullMarked;
