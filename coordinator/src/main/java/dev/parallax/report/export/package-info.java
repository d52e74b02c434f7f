/**
 * The report for other programs: CSV, JUnit, GitHub, Markdown and Prometheus.
 *
 * <p>In go a report, out comes text in the format that the other program reads.
 */
@NullMarked
package dev.parallax.report.export;

import org.jspecify.annotations.NullMarked;
