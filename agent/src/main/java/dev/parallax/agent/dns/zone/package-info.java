/**
 * Queries to the authoritative name servers of a zone: the delegation by the host's resolver, then
 * queries without recursion to a bounded number of the zone's name servers.
 */
@NullMarked
package dev.parallax.agent.dns.zone;

import org.jspecify.annotations.NullMarked;
