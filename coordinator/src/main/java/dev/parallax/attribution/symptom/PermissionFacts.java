package dev.parallax.attribution.symptom;

import dev.parallax.model.vantage.Vantage;
import java.util.Set;

/**
 * Facts that every host has for itself and that explain no failure: permissions, addresses, and
 * what a database says of these.
 */
public final class PermissionFacts {
  public static final Set<String> NAMES =
      Set.of(
          Vantage.PEER_ADDRESS,
          "opt_in",
          "permitted_ports",
          "permitted_ranges",
          "rates",
          "quiet_hours",
          "probing",
          "sweeps_from",
          "capture",
          "icmp_echo",
          "hop_addresses",
          Vantage.LOOKED_UP + "asn",
          Vantage.LOOKED_UP + "organization",
          Vantage.LOOKED_UP + "country",
          Vantage.LOOKED_UP + "coordinates");

  private PermissionFacts() {}
}
