/**
 * What far ends, captured packets and TTL walks report of a trial.
 *
 * <p>In go sightings, packets and path replies, out come {@code FarEndReports}, forged resets and
 * the hops between which a fault lies. A sighting belongs to the trial whose ClientHello random it
 * carries, because no NAT changes that.
 */
@NullMarked
package dev.parallax.attribution.witness;

import org.jspecify.annotations.NullMarked;
