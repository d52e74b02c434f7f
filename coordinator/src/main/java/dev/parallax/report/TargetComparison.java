package dev.parallax.report;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.facts.ObservationGrid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares one target's results in two sweeps, vantage by vantage. */
final class TargetComparison {
  private static final int VALUES_SHOWN = 4;
  private final ObservationGrid before;
  private final ObservationGrid after;
  private final Map<VantageId, Vantage> then;
  private final Map<VantageId, Vantage> now;

  private TargetComparison(ObservationGrid before, ObservationGrid after) {
    this.before = before;
    this.after = after;
    this.then = heard(before);
    this.now = heard(after);
  }

  static TargetDiff of(
      ObservationGrid before,
      Optional<TargetVerdicts> judgedBefore,
      ObservationGrid after,
      Optional<TargetVerdicts> judgedAfter) {
    return new TargetComparison(before, after).diff(verdicts(judgedBefore), verdicts(judgedAfter));
  }

  private static List<Verdict> verdicts(Optional<TargetVerdicts> judged) {
    return judged.map(TargetVerdicts::verdicts).orElse(List.of());
  }

  /** The vantages whose base probe ran. */
  private static Map<VantageId, Vantage> heard(ObservationGrid grid) {
    var heard = new TreeMap<VantageId, Vantage>();
    grid.vantages().stream()
        .filter(vantage -> !grid.ran(vantage.id(), Arm.BASE).isEmpty())
        .forEach(vantage -> heard.put(vantage.id(), vantage));
    return heard;
  }

  private TargetDiff diff(List<Verdict> judgedBefore, List<Verdict> judgedAfter) {
    var both = now.keySet().stream().filter(then::containsKey).toList();
    var changes = new ArrayList<Change>();
    var same = new ArrayList<Aspect>();
    for (var aspect : Aspect.values()) {
      var ways = changes(aspect, both);
      changes.addAll(ways);
      if (ways.isEmpty() && both.stream().anyMatch(id -> isSeen(aspect, id))) {
        same.add(aspect);
      }
    }
    return new TargetDiff(
        after.results().target(),
        judgedBefore,
        judgedAfter,
        changes,
        same,
        newlyFailing(changes),
        both.stream().filter(id -> Aspect.OUTCOME.at(after, vantage(now, id)).isEmpty()).toList(),
        both,
        rest(then, now),
        rest(now, then));
  }

  private static List<VantageId> newlyFailing(List<Change> changes) {
    return changes.stream()
        .filter(change -> change.aspect() == Aspect.OUTCOME && change.before().isEmpty())
        .flatMap(change -> change.where().stream())
        .sorted()
        .toList();
  }

  private static List<VantageId> rest(Map<VantageId, Vantage> of, Map<VantageId, Vantage> without) {
    return of.keySet().stream().filter(id -> !without.containsKey(id)).toList();
  }

  private record Way(String before, String after) {}

  /** One entry for each change, the most frequent first. */
  private List<Change> changes(Aspect aspect, List<VantageId> both) {
    var ways = new LinkedHashMap<Way, List<VantageId>>();
    for (var id : both) {
      way(aspect, id).ifPresent(way -> ways.computeIfAbsent(way, key -> new ArrayList<>()).add(id));
    }
    return ways.entrySet().stream()
        .map(way -> new Change(aspect, way.getKey().before, way.getKey().after, way.getValue()))
        .sorted(Comparator.comparingInt((Change change) -> change.where().size()).reversed())
        .toList();
  }

  /**
   * An aspect without an observation in one of the sweeps has not changed: missing is not
   * different.
   */
  private Optional<Way> way(Aspect aspect, VantageId id) {
    var old = aspect.at(before, vantage(then, id));
    var fresh = aspect.at(after, vantage(now, id));
    var comparable = aspect == Aspect.OUTCOME || (!old.isEmpty() && !fresh.isEmpty());
    return comparable && !old.equals(fresh)
        ? Optional.of(new Way(joined(old), joined(fresh)))
        : Optional.empty();
  }

  private boolean isSeen(Aspect aspect, VantageId id) {
    return aspect == Aspect.OUTCOME
        || (!aspect.at(before, vantage(then, id)).isEmpty()
            && !aspect.at(after, vantage(now, id)).isEmpty());
  }

  private static Vantage vantage(Map<VantageId, Vantage> vantages, VantageId id) {
    return Optional.ofNullable(vantages.get(id)).orElseThrow();
  }

  private static String joined(Collection<String> values) {
    var first = String.join(", ", values.stream().limit(VALUES_SHOWN).toList());
    return values.size() > VALUES_SHOWN ? first + " +" + (values.size() - VALUES_SHOWN) : first;
  }
}
