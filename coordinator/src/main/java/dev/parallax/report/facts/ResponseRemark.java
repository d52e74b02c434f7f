package dev.parallax.report.facts;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A property of the responses to base probes: of HTTP, or of a server that refuses STARTTLS.
 *
 * @param text the status, the locations of redirects, the word of an {@link HttpNote}, or the last
 *     line of the server; hostile until escaped
 * @param vantages where, in the order of their names
 */
public record ResponseRemark(Kind kind, String text, List<VantageId> vantages) {
  /** Of each kind; the rest stands in the JSON document. */
  private static final int MOST = 3;

  /** The property. */
  public enum Kind {
    /** The status of a response that is a failure, e.g. 503. */
    STATUS,
    /** The locations of redirects, those that were followed first. */
    REDIRECT,
    /** What browsers accept and a strict client may not. */
    NOTE,
    /** The reply by which a server refuses STARTTLS, e.g. 554 5.7.1 blocked. */
    REPLY
  }

  private static final List<FailureWord> REFUSALS =
      List.of(FailureWord.STARTTLS_POLICY, FailureWord.STARTTLS_REFUSED);

  private record Property(Kind kind, String text) {}

  public ResponseRemark {
    vantages = List.copyOf(vantages);
  }

  /** By kind, the property of the most vantages first; at most three of each kind. */
  public static List<ResponseRemark> of(TargetResults results) {
    Map<Property, TreeSet<VantageId>> where =
        new TreeMap<>(Comparator.comparing(Property::kind).thenComparing(Property::text));
    for (var seen : results.observations()) {
      if (seen.key().arm() == Arm.BASE) {
        properties(seen)
            .forEach(
                property ->
                    where
                        .computeIfAbsent(property, none -> new TreeSet<>())
                        .add(seen.key().vantage()));
      }
    }
    return Stream.of(Kind.values()).flatMap(kind -> of(kind, where)).toList();
  }

  private static Stream<ResponseRemark> of(Kind kind, Map<Property, TreeSet<VantageId>> where) {
    return where.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .map(
            entry -> new ResponseRemark(kind, entry.getKey().text(), List.copyOf(entry.getValue())))
        .sorted(Comparator.comparingInt((ResponseRemark remark) -> -remark.vantages().size()))
        .limit(MOST);
  }

  private static List<Property> properties(Observation seen) {
    return seen.steps().http().map(step -> properties(seen, step)).orElseGet(() -> reply(seen));
  }

  private static List<Property> reply(Observation seen) {
    var lines = seen.steps().tls().map(step -> step.cleartext().lines()).orElse(List.of());
    boolean refused =
        seen.failure().filter(failure -> REFUSALS.contains(failure.word())).isPresent();
    return refused && !lines.isEmpty()
        ? List.of(new Property(Kind.REPLY, lines.getLast()))
        : List.of();
  }

  private static List<Property> properties(Observation seen, HttpStep step) {
    var all = new ArrayList<Property>();
    boolean failed = seen.failure().filter(failure -> failure.step() == Step.HTTP).isPresent();
    if (failed && step.status() > 0) {
      all.add(new Property(Kind.STATUS, Integer.toString(step.status())));
    }
    var locations = locations(step);
    if (!locations.isEmpty()) {
      all.add(new Property(Kind.REDIRECT, String.join(" → ", locations)));
    }
    step.notes().forEach(note -> all.add(new Property(Kind.NOTE, note.name())));
    return all;
  }

  private static List<String> locations(HttpStep step) {
    var locations = new ArrayList<>(step.redirects());
    var last = step.headers().getOrDefault("location", "");
    if (step.status() / 100 == 3 && !last.isEmpty()) {
      locations.add(last);
    }
    return locations;
  }
}
