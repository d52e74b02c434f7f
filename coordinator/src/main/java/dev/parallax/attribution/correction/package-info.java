/**
 * Symptoms corrected by what other vantages observed: whose certificate it was, which addresses are
 * corroborated, who is slow, who was locked out.
 *
 * <p>In go the trials of all sound vantages, out come the same trials, some with another symptom. A
 * trial is corrected only by trials of other vantages or by the order of its vantage's own trials.
 */
@NullMarked
package dev.parallax.attribution.correction;

import org.jspecify.annotations.NullMarked;
