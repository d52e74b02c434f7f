/**
 * Reports of far ends, captured packets and TTL walks on a trial.
 *
 * <p>Input: sightings, packets and path replies; output: {@code FarEndReports}, forged resets and
 * the hops between which a fault lies. A sighting is matched to a trial by its ClientHello random,
 * because no NAT changes this value.
 */
@NullMarked
package dev.parallax.attribution.witness;

import org.jspecify.annotations.NullMarked;
