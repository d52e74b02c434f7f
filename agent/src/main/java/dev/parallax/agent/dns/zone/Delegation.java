package dev.parallax.agent.dns.zone;

import java.util.List;

/**
 * The delegation of a zone as the host's resolver has it.
 *
 * @param zone the queried name, or the first of its parents with NS records
 * @param nameServers the names in the NS records, 1 to 16
 */
record Delegation(String zone, List<String> nameServers) {
  Delegation {
    nameServers = List.copyOf(nameServers);
  }
}
