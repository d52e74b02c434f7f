/**
 * The report as one HTML file without scripts and external resources.
 *
 * <p>Input: a report; output: a well-formed page. Only {@code Markup} writes tags and escapes text.
 */
@NullMarked
package dev.parallax.report.html;

import org.jspecify.annotations.NullMarked;
