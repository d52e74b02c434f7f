package dev.parallax.attribution.symptom;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All observations of one target, by vantage in the order of names. Trials that did not run, of
 * another plan, or of an unknown vantage are excluded: missing, not failing. So are vantages at
 * which no base trial ran: other arms alone do not measure the target.
 *
 * @param now by the coordinator's clock
 * @param notRun base trials that did not run, the most frequent reason first
 * @param coordinatorSaw the addresses that the coordinator's own host resolved
 */
public record TargetTrials(
    Target target,
    Instant now,
    List<VantageTrials> vantages,
    List<NotRunTrials> notRun,
    boolean hasInside,
    Set<IpAddress> coordinatorSaw) {

  public static TargetTrials of(Sweep sweep, TargetResults results) {
    var ids = sweep.vantages().stream().map(Vantage::id).collect(Collectors.toSet());
    var known =
        trialsOf(sweep, results).stream()
            .filter(seen -> ids.contains(seen.key().vantage()))
            .toList();
    var trials = byVantage(known);
    var pool = new IpAddressPool();
    var vantages = new ArrayList<VantageTrials>();
    for (var description : vantages(sweep)) {
      var vantage =
          vantage(
              description,
              results,
              abroad(
                  sweep,
                  description,
                  read(trials.getOrDefault(description.id(), List.of()), pool)));
      if (vantage.base().findAny().isPresent()) {
        vantages.add(vantage);
      }
    }
    var hasInside = vantages.stream().anyMatch(VantageTrials::inside);
    return new TargetTrials(
        results.target(),
        sweep.startedAt(),
        List.copyOf(vantages),
        NotRunTrials.of(known.stream().filter(seen -> seen.key().arm() == Arm.BASE).toList()),
        hasInside,
        coordinatorSaw(results));
  }

  public TargetTrials with(List<VantageTrials> otherTrials) {
    return new TargetTrials(
        target, now, List.copyOf(otherTrials), notRun, hasInside, coordinatorSaw);
  }

  private static Set<IpAddress> coordinatorSaw(TargetResults results) {
    return results.coordinatorDns().stream()
        .flatMap(dns -> dns.answers().stream())
        .map(answer -> IpAddress.of(answer.address()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Collection<Vantage> vantages(Sweep sweep) {
    var byName = new TreeMap<VantageId, Vantage>();
    sweep.vantages().forEach(vantage -> byName.putIfAbsent(vantage.id(), vantage));
    return byName.values();
  }

  private static VantageTrials vantage(
      Vantage vantage, TargetResults results, List<ClassifiedTrial> trials) {
    var route = results.inside().get(vantage.id());
    var byKind =
        trials.stream().collect(Collectors.partitioningBy(trial -> trial.arm() == Arm.REFERENCE));
    return VantageTrials.of(
        vantage,
        route != null,
        route != null && route.isPresent(),
        byKind.getOrDefault(false, List.of()),
        byKind.getOrDefault(true, List.of()));
  }

  /** Each trial of the rounds' own plans once; where an agent reports both, the trial that ran. */
  private static Collection<Observation> trialsOf(Sweep sweep, TargetResults results) {
    var plans =
        sweep.rounds().stream()
            .collect(Collectors.toMap(Round::number, Round::planHash, (first, second) -> first));
    var name = results.target().name();
    var byKey = new HashMap<TrialKey, Observation>();
    for (var seen : results.observations()) {
      if (isAbout(name, seen) && samePlan(seen, plans.get(seen.key().round()))) {
        byKey.merge(seen.key(), seen, TargetTrials::either);
      }
    }
    return byKey.values();
  }

  private static Map<VantageId, List<Observation>> byVantage(Collection<Observation> trials) {
    return trials.stream()
        .filter(Observation::ran)
        .filter(ZoneEvidence::isEvidence)
        .collect(Collectors.groupingBy(seen -> seen.key().vantage()));
  }

  /** Without handshakes with an agent of the same network, which concern that network. */
  private static List<ClassifiedTrial> abroad(
      Sweep sweep, Vantage vantage, List<ClassifiedTrial> trials) {
    if (trials.stream().noneMatch(trial -> trial.arm() == Arm.RESPONDER)) {
      return trials;
    }
    var neighbours =
        sweep.vantages().stream()
            .filter(other -> other.network().equals(vantage.network()))
            .map(other -> other.id().name())
            .collect(Collectors.toSet());
    return trials.stream().filter(trial -> !isWithAny(neighbours, trial)).toList();
  }

  private static boolean isWithAny(Set<String> agents, ClassifiedTrial trial) {
    return trial.variant() instanceof ProbeVariant.AgentHandshake(var agent, var _)
        && agents.contains(agent);
  }

  private static List<ClassifiedTrial> read(List<Observation> observations, IpAddressPool pool) {
    return observations.stream()
        .sorted(Comparator.comparing(Observation::key, ORDER))
        .map(seen -> ClassifiedTrial.of(seen, pool))
        .toList();
  }

  private static final Comparator<TrialKey> ORDER =
      Comparator.comparingInt(TrialKey::trial)
          .thenComparing(TrialKey::arm)
          .thenComparingInt(TrialKey::round)
          .thenComparing(TrialKey::variant)
          .thenComparing(TrialKey::target)
          .thenComparing(key -> key.address().map(Object::toString).orElse(""))
          .thenComparing(key -> key.sweep().value());

  private static boolean isAbout(String target, Observation seen) {
    return seen.key().arm() == Arm.REFERENCE || seen.key().target().equals(target);
  }

  private static boolean samePlan(Observation seen, @Nullable String expected) {
    return expected == null
        || expected.isEmpty()
        || seen.planHash().isEmpty()
        || expected.equals(seen.planHash());
  }

  /** Of two observations of the same trial always the same one, in any order of arrival. */
  private static Observation either(Observation first, Observation second) {
    if (first.ran() != second.ran()) {
      return first.ran() ? first : second;
    }
    return first.toString().compareTo(second.toString()) <= 0 ? first : second;
  }
}
