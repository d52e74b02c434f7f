/**
 * The sentences of a report, in each language.
 *
 * <p>Input: verdicts, evidence and parameters; output: sentences from {@code
 * catalogue_en.properties} and {@code catalogue_zh.properties}. A test fails when one language
 * lacks a key.
 */
@NullMarked
package dev.parallax.report.words;

import org.jspecify.annotations.NullMarked;
