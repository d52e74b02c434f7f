package dev.parallax.report.facts;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Vantages that sent different ClientHellos for the same probe, in equal numbers. All of them stay
 * in the comparison.
 *
 * @param sides the vantages of each ClientHello, two sides or more
 */
public record ClientHelloTie(List<List<VantageId>> sides) {
  public ClientHelloTie {
    sides = sides.stream().map(List::copyOf).toList();
  }

  /** The key of probes with the same ClientHello at each vantage. */
  private record Probe(int round, String target, Arm arm, String variant) {
    static Probe of(TrialKey key) {
      return new Probe(key.round(), key.target(), key.arm(), key.variant());
    }
  }

  /** Each division of the vantages once, in the order of their names. */
  public static List<ClientHelloTie> of(TargetResults results) {
    Map<Probe, Map<String, Set<VantageId>>> sent = new HashMap<>();
    results.observations().stream()
        .filter(Observation::ran)
        .forEach(
            seen ->
                hash(seen)
                    .ifPresent(
                        hash ->
                            sent.computeIfAbsent(Probe.of(seen.key()), probe -> new TreeMap<>())
                                .computeIfAbsent(hash, side -> new TreeSet<>())
                                .add(seen.key().vantage())));
    return sent.values().stream()
        .map(ClientHelloTie::between)
        .filter(ClientHelloTie::dividesVantages)
        .distinct()
        .sorted((tie, other) -> tie.names().compareTo(other.names()))
        .toList();
  }

  private static ClientHelloTie between(Map<String, Set<VantageId>> hellos) {
    return new ClientHelloTie(
        hellos.values().stream()
            .map(List::copyOf)
            .sorted((vantages, other) -> vantages.getFirst().compareTo(other.getFirst()))
            .toList());
  }

  private boolean dividesVantages() {
    return sides.size() > 1 && sides.stream().flatMap(List::stream).distinct().count() > 1;
  }

  private String names() {
    return sides.toString();
  }

  private static Optional<String> hash(Observation seen) {
    return seen.steps().tls().map(tls -> tls.hello().hash()).filter(hash -> !hash.isEmpty());
  }
}
