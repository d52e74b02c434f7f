/**
 * Whole JSON documents: the report, its reader, the comparison and the explanation.
 *
 * <p>In go reports, out come documents as {@code sweep.schema.json} describes them. The reader
 * takes documents of older versions.
 */
@NullMarked
package dev.parallax.report.document;

import org.jspecify.annotations.NullMarked;
