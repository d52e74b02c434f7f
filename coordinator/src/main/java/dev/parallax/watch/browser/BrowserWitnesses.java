package dev.parallax.watch.browser;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Counts reports of browsers on watched targets, in memory. Safe for several threads. */
public final class BrowserWitnesses {
  static final int REPORTS_OF_A_CLIENT = 60;
  static final int REPORTS_OF_ALL = 6_000;
  private static final int CLIENTS = 10_000;
  private static final int SALT_BYTES = 16;
  private static final int SECONDS_OF_A_MINUTE = 60;
  private static final String ALL = "";

  private final InstantSource clock;
  private final Map<String, Integer> inThisMinute = new HashMap<>();
  private final byte[] salt = new byte[SALT_BYTES];
  private final Map<String, BrowserReports> targets = new HashMap<>();
  private final Map<NelRefusal, Long> refused = new EnumMap<>(NelRefusal.class);
  private long minute;
  private long failures;
  private long healthy;

  public BrowserWitnesses(InstantSource clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(salt);
  }

  /** Takes over the watched targets; the reports on others are forgotten. */
  public synchronized void watching(Collection<String> names) {
    targets.keySet().retainAll(Set.copyOf(names));
    names.forEach(name -> targets.computeIfAbsent(name, fresh -> new BrowserReports()));
  }

  /**
   * Takes a delivery of reports in.
   *
   * @param client the network of the client, of which only a number is kept, for minutes
   * @return why none of its reports is counted; empty when a report is counted
   */
  public synchronized Optional<NelRefusal> take(String body, String client, BrowserPlace place) {
    var delivery = NelParser.read(body);
    int size = delivery.failures().size() + delivery.healthy() + delivery.refusals().size();
    var refusals = new ArrayList<>(delivery.refusals());
    boolean counted = false;
    if (isTooMany(client, REPORTS_OF_A_CLIENT, size) || isTooMany(ALL, REPORTS_OF_ALL, size)) {
      refusals.add(NelRefusal.RATE);
    } else {
      healthy += delivery.healthy();
      counted = delivery.healthy() > 0;
      for (var report : delivery.failures()) {
        counted |= add(report, client, place, refusals);
      }
    }
    refusals.forEach(why -> refused.merge(why, 1L, Long::sum));
    return counted || refusals.isEmpty() ? Optional.empty() : Optional.of(refusals.getLast());
  }

  private boolean add(
      NelReport report, String client, BrowserPlace place, List<NelRefusal> refusals) {
    var target = targets.get(report.target());
    if (target == null) {
      refusals.add(NelRefusal.FOREIGN);
      return false;
    }
    target.add(report, place, number(client), clock.instant());
    failures++;
    return true;
  }

  private boolean isTooMany(String client, int most, int reports) {
    long now = clock.instant().getEpochSecond() / SECONDS_OF_A_MINUTE;
    if (now != minute) {
      minute = now;
      inThisMinute.clear();
    }
    return inThisMinute.size() >= CLIENTS
        || inThisMinute.merge(client, Math.max(1, reports), Integer::sum) > most;
  }

  private long number(String client) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      return ByteBuffer.wrap(digest.digest(client.getBytes(StandardCharsets.UTF_8))).getLong();
    } catch (NoSuchAlgorithmException impossible) { // Every Java runtime has SHA-256.
      throw new IllegalStateException(impossible);
    }
  }

  /** The failures of a target in the last ten minutes, the most reports first. */
  public synchronized List<BrowserReports.FailureGroup> groups(String target) {
    var reports = targets.get(target);
    return reports == null ? List.of() : reports.groups(clock.instant());
  }

  /** The targets with failures of one kind from many clients. */
  public synchronized List<String> clusters() {
    var now = clock.instant();
    return targets.entrySet().stream()
        .filter(target -> target.getValue().isCluster(now))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The numbers of reports since the start, by result. */
  public synchronized Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    counts.put("failure", failures);
    counts.put("healthy", healthy);
    for (var why : NelRefusal.values()) {
      counts.put(why.word(), refused.getOrDefault(why, 0L));
    }
    return counts;
  }
}
