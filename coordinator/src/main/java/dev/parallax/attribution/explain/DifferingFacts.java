package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.verdict.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Recorded facts that all failing vantages share and no passing vantage has. */
public final class DifferingFacts {
  private static final int LIMIT = 3;
  private static final int VALUES = 3;

  /**
   * Facts that explain no failure: the permissions of a host determine which probes run, and its
   * addresses and hosts file are different from those of every other host.
   */
  private static final Set<String> UNRELATED =
      Set.of(
          "opt_in",
          "permitted_ports",
          Vantage.LOOKED_UP + "asn",
          Vantage.LOOKED_UP + "organization",
          Vantage.LOOKED_UP + "country",
          Vantage.LOOKED_UP + "coordinates",
          "permitted_ranges",
          "rates",
          "quiet_hours",
          "probing",
          "sweeps_from",
          "capture",
          "icmp_echo",
          "hop_addresses",
          "default_route_ipv4",
          "default_route_ipv6",
          "hosts_file",
          Vantage.PEER_ADDRESS);

  private DifferingFacts() {}

  static List<Map<String, String>> between(
      Cause why, List<ComparedVantage> failing, List<ComparedVantage> passing) {
    var vantages = failing.stream().map(ComparedVantage::vantage).toList();
    return ofVantages(why, vantages, passing.stream().map(ComparedVantage::vantage).toList());
  }

  public static List<Map<String, String>> ofVantages(
      Cause why, List<VantageTrials> failing, List<VantageTrials> passing) {
    var here = values(failing);
    var elsewhere = values(passing);
    var found = new ArrayList<Map<String, String>>();
    here.forEach(
        (fact, values) -> {
          var others = elsewhere.getOrDefault(fact, Set.of());
          if (explains(why, fact)
              && values.size() == 1
              && !others.isEmpty()
              && new HashSet<>(others).stream().noneMatch(values::contains)
              && found.size() < LIMIT) {
            found.add(Map.of("fact", fact, "here", some(values), "elsewhere", some(others)));
          }
        });
    return found;
  }

  /** Hosts differ in many facts; only facts that can cause the fault are reported. */
  private static boolean explains(Cause why, String fact) {
    return switch (why) {
      case UPLINK_DOWN, IPV6_BROKEN -> fact.equals("address_families") || fact.equals("proxy");
      case LOCAL_INTERCEPTION, TLS_INTERCEPTION -> fact.equals("proxy");
      case CLOCK_WRONG -> fact.equals("time_synchronised");
      case CA_BUNDLE_MISSING_OR_OLD -> fact.startsWith("ca_bundle");
      case OWN_RESOLVER_BROKEN, RESOLVER_LIES_OR_FAILS, DNS_INJECTION ->
          fact.equals("resolver") || fact.equals("resolver_options");
      case AGENT_DEFECT, UNKNOWN -> !UNRELATED.contains(fact);
      default -> fact.equals("agentVersion") || fact.equals("tls_library");
    };
  }

  private static String some(Set<String> values) {
    return String.join(", ", values.stream().limit(VALUES).toList());
  }

  private static Map<String, Set<String>> values(List<VantageTrials> vantages) {
    var values = new TreeMap<String, Set<String>>();
    for (var vantage : vantages) {
      var facts = new TreeMap<>(vantage.description().facts());
      facts.put("agentVersion", vantage.description().agentVersion());
      facts.forEach((fact, value) -> values.computeIfAbsent(fact, k -> new TreeSet<>()).add(value));
    }
    return values;
  }
}
