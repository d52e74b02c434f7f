/**
 * The report as plain text for terminals, tickets and logs.
 *
 * <p>In go a report, an explanation or a comparison and a width in columns, out comes text.
 */
@NullMarked
package dev.parallax.report.text;

import org.jspecify.annotations.NullMarked;
