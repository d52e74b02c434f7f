/**
 * Complete JSON documents: the report and its parser, the comparison and the explanation.
 *
 * <p>Input: reports; output: documents that conform to {@code sweep.schema.json}. The parser
 * accepts documents of older versions.
 */
@NullMarked
package dev.parallax.report.document;

import org.jspecify.annotations.NullMarked;
