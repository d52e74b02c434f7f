/**
 * The content of tables and diagrams, independent of the format.
 *
 * <p>Input: the facts of a target and the catalogue of sentences; output: groups of vantages, rows,
 * cells, differences, handshake times and paths, as plain values.
 */
@NullMarked
package dev.parallax.report.view;

import org.jspecify.annotations.NullMarked;
