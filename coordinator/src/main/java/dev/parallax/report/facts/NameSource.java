package dev.parallax.report.facts;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source of a target's addresses that differs from a plain DNS answer.
 *
 * @param kind what is particular of it
 * @param addresses of the hosts file; otherwise empty
 * @param dns the answer of DNS beside the hosts file, the name that the search list completed, or
 *     the chain of aliases to its end; hostile
 * @param vantages in the order of their observations
 */
public record NameSource(Kind kind, String addresses, String dns, List<VantageId> vantages) {
  /** The kinds of sources. */
  public enum Kind {
    HOSTS_FILE,
    HOSTS_FILE_DIFFERS,
    SEARCH_LIST,
    ALIASES,
    ADDRESS_BEFORE_ALIAS
  }

  private record Source(Kind kind, String addresses, String dns) {}

  public NameSource {
    vantages = List.copyOf(vantages);
  }

  /** Those of the base probes of a target. */
  public static List<NameSource> of(TargetResults results) {
    var found = new LinkedHashMap<Source, List<VantageId>>();
    var host = results.target().host();
    results.observations().stream()
        .filter(seen -> seen.key().arm() == Arm.BASE)
        .forEach(
            seen ->
                seen.steps().dns().stream()
                    .flatMap(step -> sources(step, host))
                    .forEach(
                        source ->
                            add(
                                seen.key().vantage(),
                                found.computeIfAbsent(source, key -> new ArrayList<>()))));
    return found.entrySet().stream()
        .map(
            each ->
                new NameSource(
                    each.getKey().kind(),
                    each.getKey().addresses(),
                    each.getKey().dns(),
                    each.getValue()))
        .toList();
  }

  private static void add(VantageId vantage, List<VantageId> vantages) {
    if (!vantages.contains(vantage)) {
      vantages.add(vantage);
    }
  }

  private static Stream<Source> sources(DnsStep step, String host) {
    var notes = step.trace().notes();
    if (step.isOfHostsFile()) {
      var kind =
          notes.contains(DnsNote.HOSTS_FILE_DIFFERS) ? Kind.HOSTS_FILE_DIFFERS : Kind.HOSTS_FILE;
      var listed = text(step.answers().stream().map(DnsStep.AddressRecord::address).toList());
      return Stream.of(new Source(kind, listed, kind == Kind.HOSTS_FILE ? "" : answer(step)));
    }
    var alias =
        notes.contains(DnsNote.ADDRESS_BEFORE_ALIAS)
            ? Stream.of(new Source(Kind.ADDRESS_BEFORE_ALIAS, "", ""))
            : Stream.<Source>of();
    return Stream.of(completed(step, host).stream(), aliases(step).stream(), alias)
        .flatMap(source -> source);
  }

  /** The chain of aliases, whose last name owns the addresses. */
  private static Optional<Source> aliases(DnsStep step) {
    var names = step.trace().aliases();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(new Source(Kind.ALIASES, "", String.join(" → ", names)));
  }

  /** The name of the search list that had the addresses. */
  private static Optional<Source> completed(DnsStep step, String host) {
    return step.trace().queries().stream()
        .filter(query -> query.failure().isEmpty() && !query.name().equals(host))
        .findFirst()
        .map(query -> new Source(Kind.SEARCH_LIST, "", query.name()));
  }

  /** The last answer of DNS beside the hosts file: its addresses, otherwise its failure. */
  private static String answer(DnsStep step) {
    return step.trace().queries().stream()
        .filter(query -> !query.transport().equals(DnsStep.FILE))
        .reduce((earlier, later) -> later)
        .map(NameSource::answer)
        .orElse("");
  }

  private static String answer(DnsQuery query) {
    return query.failure().map(FailureWord::word).orElseGet(() -> text(query.addresses()));
  }

  private static String text(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
  }
}
