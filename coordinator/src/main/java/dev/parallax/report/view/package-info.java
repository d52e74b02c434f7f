/**
 * What tables and diagrams of a report show, before a format is chosen.
 *
 * <p>In go the facts of a target and the catalogue of sentences, out come groups of vantages, rows,
 * cells, differences, handshake times and paths, as plain values.
 */
@NullMarked
package dev.parallax.report.view;

import org.jspecify.annotations.NullMarked;
