package dev.parallax.watch.browser;

import dev.parallax.model.endpoint.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
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

  /** The site of each watched target, by the names of the targets. */
  private final Map<String, String> sites = new TreeMap<>();

  /** By sites. */
  private final Map<String, BrowserReports> reports = new HashMap<>();

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
    sites.clear();
    names.forEach(name -> sites.put(name, site(Target.parse(name))));
    reports.keySet().retainAll(Set.copyOf(sites.values()));
    sites.values().forEach(site -> reports.computeIfAbsent(site, _ -> new BrowserReports()));
  }

  /** Scheme, host and port: a report has neither the path nor the pinned address of a target. */
  private static String site(Target target) {
    return new Target(target.scheme(), target.host(), target.port(), Optional.empty(), "/").name();
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
    var site = reports.get(report.target());
    if (site == null) {
      refusals.add(NelRefusal.FOREIGN);
      return false;
    }
    site.add(report, place, number(client), clock.instant());
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
    return Optional.ofNullable(sites.get(target))
        .map(reports::get)
        .map(seen -> seen.groups(clock.instant()))
        .orElse(List.of());
  }

  /** The targets with failures of one kind from many clients. */
  public synchronized List<String> clusters() {
    var now = clock.instant();
    return sites.entrySet().stream()
        .filter(entry -> clustered(entry.getValue(), now))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean clustered(String site, Instant now) {
    var seen = reports.get(site);
    return seen != null && seen.isCluster(now);
  }

  /** The watched targets, in the order of their names. */
  public synchronized List<String> targets() {
    return List.copyOf(sites.keySet());
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
