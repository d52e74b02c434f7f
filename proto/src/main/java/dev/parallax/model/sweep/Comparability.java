package dev.parallax.model.sweep;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which observations are comparable: those of the round's own plan, with the ClientHello of
 * the majority. Other observations belong to another experiment; they become missing and are never
 * compared.
 */
final class Comparability {
  private final Map<Integer, String> planHashes = new HashMap<>();
  private final Map<Probe, Set<String>> foreignHellos = new HashMap<>();

  /** The trials that must have the same ClientHello at every vantage. */
  private record Probe(int round, String target, Arm arm, String variant) {
    static Probe of(TrialKey key) {
      return new Probe(key.round(), key.target(), key.arm(), key.variant());
    }
  }

  Comparability(List<Round> rounds, Collection<Observation> observations) {
    rounds.forEach(round -> planHashes.put(round.number(), round.planHash()));
    vantagesByHello(observations)
        .forEach((probe, hellos) -> foreignHellos.put(probe, foreign(hellos)));
  }

  Observation admit(Observation seen) {
    var ownPlan = planHashes.getOrDefault(seen.key().round(), seen.planHash());
    if (!ownPlan.equals(seen.planHash())) {
      return missing(seen, "ran plan " + seen.planHash() + " instead of " + ownPlan);
    }
    var foreign = foreignHellos.getOrDefault(Probe.of(seen.key()), Set.of());
    return hello(seen)
        .filter(foreign::contains)
        .map(hash -> missing(seen, "sent another ClientHello than the others: " + hash))
        .orElse(seen);
  }

  private static Map<Probe, Map<String, Set<VantageId>>> vantagesByHello(
      Collection<Observation> observations) {
    Map<Probe, Map<String, Set<VantageId>>> hellos = new HashMap<>();
    for (var seen : observations) {
      hello(seen)
          .ifPresent(
              hash ->
                  hellos
                      .computeIfAbsent(Probe.of(seen.key()), probe -> new HashMap<>())
                      .computeIfAbsent(hash, sent -> new HashSet<>())
                      .add(seen.key().vantage()));
    }
    return hellos;
  }

  /**
   * Every hash except the most frequent. On a tie all leading hashes stay: a single vantage never
   * makes the observations of another vantage missing.
   */
  private static Set<String> foreign(Map<String, Set<VantageId>> hellos) {
    int most = hellos.values().stream().mapToInt(Set::size).max().orElse(0);
    return hellos.entrySet().stream()
        .filter(sent -> sent.getValue().size() < most)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static Optional<String> hello(Observation seen) {
    return seen.steps().tls().map(tls -> tls.hello().hash()).filter(hash -> !hash.isEmpty());
  }

  private static Observation missing(Observation seen, String detail) {
    return new Observation(
        seen.key(),
        seen.planHash(),
        new Outcome.NotRun(NotRunReason.AGENT_ERROR, detail),
        Steps.NONE);
  }
}
