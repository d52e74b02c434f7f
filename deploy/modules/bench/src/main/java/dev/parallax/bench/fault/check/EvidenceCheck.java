package dev.parallax.bench.fault.check;

import dev.parallax.attribution.Attribution;
import dev.parallax.cli.client.StoredReport;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares a stored sweep with the send logs of its agents. Pure. */
public final class EvidenceCheck {
  /** The agent that lies: what it sent is no evidence of loss. */
  public static final String LIAR = "liar";

  private EvidenceCheck() {}

  /**
   * The result for one sweep.
   *
   * @param sent observations of the send logs that the coordinator did not refuse
   * @param late observations that the coordinator refused
   * @param lost of the sent: absent from the stored sweep, stored with another content, or not
   *     printed by the operator's command
   * @param duplicated stored more than once, stored and never sent, measured twice, or printed more
   *     than once
   * @param sameVerdict whether the verdicts are those that the send logs give, and, where no trial
   *     is missing, those of the undisturbed sweep
   * @param difference the verdicts that differ; empty where none does
   */
  public record Finding(
      int sent, int late, int lost, int duplicated, boolean sameVerdict, String difference) {}

  /**
   * Compares one sweep.
   *
   * @param printed the lines of results that the operator's command printed; empty where an error
   *     ended it
   * @param undisturbed the verdicts of a sweep without a fault, as {@link #words} gives them
   */
  public static Finding of(
      StoredReport report,
      Collection<SendRecords> agents,
      Optional<List<String>> printed,
      Optional<List<String>> undisturbed) {
    var sweep = report.sweep().id().value();
    var sent = new LinkedHashMap<TrialKey, Observation>();
    agents.forEach(agent -> sent.putAll(agent.accepted(sweep)));
    int late = agents.stream().mapToInt(agent -> agent.refused(sweep).size()).sum();
    long twice = agents.stream().mapToLong(agent -> agent.measuredTwice(sweep)).sum();
    var stored = honest(report.sweep());
    var derived = bare(report.sweep()).withObservations(evidence(sent.values(), report.sweep()));
    var expected = new HashMap<TrialKey, Observation>();
    honest(derived).forEach(seen -> expected.put(seen.key(), seen));
    int all = observations(report.sweep()).size();
    var difference = difference(report, derived, undisturbed);
    return new Finding(
        sent.size(),
        late,
        lost(expected, stored)
            + printed.map(lines -> Math.max(0, all - Set.copyOf(lines).size())).orElse(0),
        Math.toIntExact(twice)
            + duplicated(expected, stored)
            + printed.map(lines -> Math.max(0, lines.size() - all)).orElse(0),
        difference.isEmpty(),
        difference);
  }

  private static Sweep bare(Sweep sweep) {
    return sweep.withTargets(
        sweep.targets().stream().map(results -> results.with(List.of())).toList());
  }

  /** What the honest agents sent, and what the coordinator stored of the agent that lies. */
  private static List<Observation> evidence(Collection<Observation> sent, Sweep stored) {
    return Stream.concat(
            sent.stream(), observations(stored).stream().filter(seen -> !isHonest(seen)))
        .toList();
  }

  private static List<Observation> honest(Sweep sweep) {
    return observations(sweep).stream().filter(EvidenceCheck::isHonest).toList();
  }

  private static boolean isHonest(Observation seen) {
    return isHonest(seen.key().vantage());
  }

  private static boolean isHonest(VantageId vantage) {
    return !vantage.name().equals(LIAR);
  }

  private static List<Observation> observations(Sweep sweep) {
    return sweep.targets().stream().flatMap(results -> results.observations().stream()).toList();
  }

  private static int lost(Map<TrialKey, Observation> expected, List<Observation> stored) {
    var byKey = new HashMap<TrialKey, Observation>();
    stored.forEach(seen -> byKey.put(seen.key(), seen));
    return (int)
        expected.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(byKey.get(entry.getKey())))
            .count();
  }

  private static int duplicated(Map<TrialKey, Observation> expected, List<Observation> stored) {
    var known = new HashSet<TrialKey>();
    return (int)
        stored.stream()
            .filter(seen -> !known.add(seen.key()) || !expected.containsKey(seen.key()))
            .count();
  }

  private static String difference(
      StoredReport report, Sweep derived, Optional<List<String>> undisturbed) {
    var given = exactly(report.verdicts());
    var fromLogs = exactly(Attribution.attribute(derived));
    if (!given.equals(fromLogs)) {
      return "verdicts " + given + ", from the send logs " + fromLogs;
    }
    var words = words(report.verdicts());
    return undisturbed
        .filter(known -> isComplete(report.sweep()) && !known.equals(words))
        .map(known -> "verdicts " + words + ", undisturbed " + known)
        .orElse("");
  }

  /** Whether every honest vantage reported every trial as run. */
  private static boolean isComplete(Sweep sweep) {
    return !sweep.deadlineHit()
        && sweep.coverage().missing().stream().noneMatch(absent -> isHonest(absent.vantage()))
        && sweep.coverage().partial().stream().noneMatch(part -> isHonest(part.vantage()))
        && honest(sweep).stream().allMatch(Observation::ran);
  }

  /** Target, blame and cause of each verdict. */
  public static List<String> words(List<TargetVerdicts> verdicts) {
    return verdicts.stream()
        .flatMap(
            of ->
                of.verdicts().stream()
                    .map(
                        verdict ->
                            "%s %s %s"
                                .formatted(
                                    of.target().name(),
                                    verdict.blame(),
                                    verdict.hypothesis().map(Object::toString).orElse("-"))))
        .toList();
  }

  /** As {@link #words}, with the probability to six digits and the vantages. */
  private static List<String> exactly(List<TargetVerdicts> verdicts) {
    return verdicts.stream()
        .flatMap(
            of ->
                of.verdicts().stream()
                    .map(
                        verdict ->
                            "%s %s %s %s %.6f %s"
                                .formatted(
                                    of.target().name(),
                                    verdict.blame(),
                                    verdict.hypothesis().map(Objects::toString).orElse("-"),
                                    verdict.failure().map(Objects::toString).orElse("-"),
                                    verdict.probability(),
                                    verdict.explains())))
        .toList();
  }
}
