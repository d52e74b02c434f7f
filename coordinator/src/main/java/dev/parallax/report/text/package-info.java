/**
 * The report as plain text for terminals, tickets and logs.
 *
 * <p>Input: a report, an explanation or a comparison, and a width in columns; output: text.
 */
@NullMarked
package dev.parallax.report.text;

import org.jspecify.annotations.NullMarked;
