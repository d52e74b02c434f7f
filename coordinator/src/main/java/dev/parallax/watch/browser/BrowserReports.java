package dev.parallax.watch.browser;

import dev.parallax.model.failure.FailureWord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The reports on one target of the last minutes. Not safe for several threads. */
public final class BrowserReports {
  public static final Duration WINDOW = Duration.ofMinutes(10);
  static final int CLUSTER_REPORTS = 10;
  static final int CLUSTER_CLIENTS = 5;
  private static final int MOST = 1_000;

  private final Deque<Entry> entries = new ArrayDeque<>();

  /**
   * @param client a number of the client's network that only this process can compute, forgotten
   *     with the entry
   */
  private record Entry(
      Instant at, FailureWord word, BrowserPlace place, long client, double requests) {}

  /**
   * Failures of one kind at one place.
   *
   * @param reports received
   * @param requests the estimated number of failed requests that they stand for
   */
  public record FailureGroup(FailureWord word, BrowserPlace place, int reports, long requests) {}

  /** The oldest report gives way. */
  void add(NelReport report, BrowserPlace place, long client, Instant now) {
    forget(now);
    if (entries.size() == MOST) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(now, report.word(), place, client, report.requests()));
  }

  private void forget(Instant now) {
    while (!entries.isEmpty() && !entries.getFirst().at().plus(WINDOW).isAfter(now)) {
      entries.removeFirst();
    }
  }

  /** By kind and place, the most reports first. */
  List<FailureGroup> groups(Instant now) {
    forget(now);
    var groups = new LinkedHashMap<Map.Entry<FailureWord, BrowserPlace>, List<Entry>>();
    for (var entry : entries) {
      groups
          .computeIfAbsent(Map.entry(entry.word(), entry.place()), key -> new ArrayList<>())
          .add(entry);
    }
    return groups.entrySet().stream()
        .map(
            group ->
                new FailureGroup(
                    group.getKey().getKey(),
                    group.getKey().getValue(),
                    group.getValue().size(),
                    Math.round(group.getValue().stream().mapToDouble(Entry::requests).sum())))
        .sorted(Comparator.comparingInt(FailureGroup::reports).reversed())
        .toList();
  }

  /** Whether failures of one step come from many clients: a single client can forge any number. */
  boolean isCluster(Instant now) {
    forget(now);
    var clients = new HashMap<FailureWord, HashSet<Long>>();
    var reports = new HashMap<FailureWord, Integer>();
    for (var entry : entries) {
      clients.computeIfAbsent(entry.word(), word -> new HashSet<>()).add(entry.client());
      reports.merge(entry.word(), 1, Integer::sum);
    }
    return reports.entrySet().stream()
        .anyMatch(
            word ->
                word.getValue() >= CLUSTER_REPORTS
                    && clients.getOrDefault(word.getKey(), new HashSet<>()).size()
                        >= CLUSTER_CLIENTS);
  }
}
