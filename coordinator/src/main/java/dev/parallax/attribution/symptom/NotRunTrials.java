package dev.parallax.attribution.symptom;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Base trials that did not run for the same reason: they are no evidence.
 *
 * @param detail the agent's own text, hostile until escaped
 * @param vantages the vantages, in the order of names
 * @param notRun number of trials that did not run
 * @param trials number of all base trials of these vantages
 */
public record NotRunTrials(
    NotRunReason reason, String detail, List<VantageId> vantages, int notRun, int trials) {
  private static final Comparator<NotRunTrials> MOST_FIRST =
      Comparator.comparingInt(NotRunTrials::notRun)
          .reversed()
          .thenComparing(NotRunTrials::reason)
          .thenComparing(NotRunTrials::detail);

  /**
   * @param base the base trials of one target, each once
   */
  static List<NotRunTrials> of(Collection<Observation> base) {
    var trials =
        base.stream()
            .collect(Collectors.groupingBy(seen -> seen.key().vantage(), Collectors.counting()));
    var byReason = new TreeMap<NotRunReason, Map<String, List<VantageId>>>();
    for (var seen : base) {
      if (seen.outcome() instanceof Outcome.NotRun(var reason, var detail)) {
        byReason
            .computeIfAbsent(reason, none -> new TreeMap<>())
            .computeIfAbsent(detail, none -> new ArrayList<>())
            .add(seen.key().vantage());
      }
    }
    var found = new ArrayList<NotRunTrials>();
    byReason.forEach(
        (reason, bySaid) ->
            bySaid.forEach((message, where) -> found.add(of(reason, message, where, trials))));
    found.sort(MOST_FIRST);
    return List.copyOf(found);
  }

  private static NotRunTrials of(
      NotRunReason reason, String detail, List<VantageId> where, Map<VantageId, Long> trials) {
    long all = new HashSet<>(where).stream().mapToLong(id -> trials.getOrDefault(id, 0L)).sum();
    return new NotRunTrials(
        reason, detail, List.copyOf(new TreeSet<>(where)), where.size(), Math.toIntExact(all));
  }
}
