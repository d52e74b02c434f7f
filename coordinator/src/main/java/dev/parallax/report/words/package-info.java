/**
 * Every sentence of a report, in each language.
 *
 * <p>In go verdicts, evidence and parameters, out come sentences from {@code
 * catalogue_en.properties} and {@code catalogue_zh.properties}. A key that one language lacks fails
 * a test.
 */
@NullMarked
package dev.parallax.report.words;

import org.jspecify.annotations.NullMarked;
