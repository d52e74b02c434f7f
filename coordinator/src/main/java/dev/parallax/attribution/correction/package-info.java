/**
 * Corrections of symptoms by the observations of other vantages: foreign certificates, corroborated
 * addresses, slow vantages, lock-outs.
 *
 * <p>Input: the trials of all healthy vantages; output: the same trials with corrected symptoms. A
 * trial is corrected only by trials of other vantages or by the order of its vantage's own trials.
 */
@NullMarked
package dev.parallax.attribution.correction;

import org.jspecify.annotations.NullMarked;
