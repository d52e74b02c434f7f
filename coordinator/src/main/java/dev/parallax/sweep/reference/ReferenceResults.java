package dev.parallax.sweep.reference;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.text.Printable;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The last result of each reference site at each vantage. Not safe for use by several threads. */
public final class ReferenceResults {
  /** Further sites are not kept. */
  private static final int SITES = 64;

  /** A line names at most so many vantages. */
  private static final int NAMED = 3;

  private final Map<String, Map<String, Result>> sites = new TreeMap<>();

  /**
   * The trials of one site from one vantage in one sweep.
   *
   * @param at start of the sweep
   * @param word of the first failure; empty where a trial passed
   */
  public record Result(Instant at, Optional<FailureWord> word) {
    public boolean passed() {
      return word.isEmpty();
    }
  }

  /** Results replace those of earlier sweeps. */
  public void add(Sweep sweep) {
    sweep.targets().stream()
        .flatMap(results -> results.observations().stream())
        .filter(seen -> seen.key().arm() == Arm.REFERENCE && seen.ran())
        .distinct()
        .collect(
            Collectors.groupingBy(
                ReferenceResults::site, Collectors.groupingBy(seen -> seen.key().vantage().name())))
        .forEach(
            (site, vantages) ->
                vantages.forEach(
                    (vantage, trials) ->
                        put(site, vantage, new Result(sweep.startedAt(), word(trials)))));
  }

  private static String site(Observation seen) {
    return seen.key().variant().isEmpty() ? seen.key().target() : seen.key().variant();
  }

  private static Optional<FailureWord> word(List<Observation> trials) {
    return trials.stream().anyMatch(seen -> seen.failure().isEmpty())
        ? Optional.empty()
        : trials.getFirst().failure().map(Failure::word);
  }

  private void put(String site, String vantage, Result result) {
    if (sites.size() >= SITES && !sites.containsKey(site)) {
      return;
    }
    sites
        .computeIfAbsent(site, none -> new TreeMap<>())
        .merge(vantage, result, (old, other) -> old.at().isAfter(other.at()) ? old : other);
  }

  /** By site, then by the name of the vantage. */
  public Map<String, Map<String, Result>> sites() {
    var copy = new TreeMap<String, Map<String, Result>>();
    sites.forEach((site, vantages) -> copy.put(site, Map.copyOf(vantages)));
    return Collections.unmodifiableMap(copy);
  }

  /** A line for each site, in printable characters. */
  public List<String> lines() {
    return sites.entrySet().stream()
        .map(site -> Printable.of(line(site.getKey(), site.getValue())))
        .toList();
  }

  private static String line(String site, Map<String, Result> vantages) {
    var failing = vantages.entrySet().stream().filter(it -> !it.getValue().passed()).toList();
    var line =
        "%s: passes at %d of %d vantages"
            .formatted(site, vantages.size() - failing.size(), vantages.size());
    if (failing.isEmpty()) {
      return line;
    }
    var named =
        failing.stream()
            .limit(NAMED)
            .map(it -> it.getKey() + " (" + it.getValue().word().orElseThrow() + ")")
            .collect(Collectors.joining(", "));
    int others = failing.size() - NAMED;
    return line + "; fails at " + named + (others > 0 ? " and " + others + " more" : "");
  }
}
