package dev.parallax.attribution.symptom;

import dev.parallax.model.vantage.Vantage;
import java.util.Set;

/** Facts that every host has for itself and that explain no failure: permissions and addresses. */
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
          "hop_addresses");

  private PermissionFacts() {}
}
