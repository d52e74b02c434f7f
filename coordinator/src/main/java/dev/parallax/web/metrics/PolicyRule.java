package dev.parallax.web.metrics;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rule in an agent's refusal. Text from agents is hostile, so that only known rules become a
 * label.
 */
final class PolicyRule {
  private static final String OTHER = "other";

  /** {@code 10.0.0.1 is private-use}. */
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9a-fA-F:.%]{2,60} is ([a-z0-9-]{3,32})");

  /** Ranges of the IANA special-purpose registries, and metadata services. */
  private static final Set<String> RANGES =
      Set.of(
          "metadata",
          "port-control-protocol",
          "turn-anycast",
          "srp-anycast",
          "amt",
          "as112",
          "orchid-v2",
          "drone-remote-id",
          "this-network",
          "private-use",
          "shared-address-space",
          "loopback",
          "link-local",
          "ietf-protocol",
          "documentation",
          "6to4-relay",
          "benchmarking",
          "multicast",
          "reserved",
          "unspecified",
          "ipv4-compatible",
          "translation-local",
          "discard-only",
          "dummy-prefix",
          "6to4",
          "segment-routing",
          "unique-local",
          "site-local");

  /** The first words of a refusal by a setting of the owner that does not concern the target. */
  private static final Map<String, String> OWNER =
      Map.of(
          "the owner of this host has paused probing", "paused",
          "the owner of this host has not opted in to ", "opt-in",
          "probing is off on this host", "probing",
          "sweeps-from of this host does not have ", "sweeps-from",
          "quiet-hours ", "quiet-hours");

  private PolicyRule() {}

  static String of(String detail) {
    var address = ADDRESS.matcher(detail);
    if (address.matches() && RANGES.contains(address.group(1))) {
      return address.group(1);
    }
    if (detail.matches("port [0-9]{1,5} of a resolver is not among .*")) {
      return "resolver-port";
    }
    if (detail.matches("port [0-9]{1,5} is not among .*")) {
      return "port";
    }
    return OWNER.entrySet().stream()
        .filter(rule -> detail.startsWith(rule.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }
}
