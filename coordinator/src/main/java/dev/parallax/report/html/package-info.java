/**
 * The report as one HTML file that needs no script and no network.
 *
 * <p>In go a report, out comes a well-formed page. {@code Markup} alone writes tags and escapes.
 */
@NullMarked
package dev.parallax.report.html;

import org.jspecify.annotations.NullMarked;
