package dev.parallax.report.words;

import dev.parallax.model.sweep.TargetResults;
import dev.parallax.report.Report;
import dev.parallax.report.facts.ClientHelloTie;
import dev.parallax.report.facts.FamilyRestriction;
import dev.parallax.report.facts.HostsFileOutcome;
import dev.parallax.report.facts.NameSource;
import dev.parallax.report.facts.ResponseRemark;
import dev.parallax.report.facts.UnmetExpectation;
import dev.parallax.text.Printable;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences under a target's name. */
record TargetRemarks(Catalogue catalogue) {
  private static final int TIES_SHOWN = 3;
  private static final int UNMET_SHOWN = 3;
  private static final int SOURCES_SHOWN = 6;
  private static final int EXCHANGE_SHOWN = 1_000;
  private static final int LOCATIONS_SHOWN = 400;

  /**
   * What stands under a target's name: what was sent to it and expected of it, what arrived
   * instead, of which at most three details are named, the statuses, redirects and notes of its
   * responses, and what limits the comparison.
   */
  List<String> of(Report report, TargetResults results) {
    return Stream.of(
            deleted(report),
            exchange(results),
            sources(results),
            byFileAndByDns(results),
            responses(results),
            limits(report, results).stream())
        .flatMap(texts -> texts)
        .toList();
  }

  private Stream<String> deleted(Report report) {
    return report.sweep().observationsDeleted()
        ? Stream.of(catalogue.heading(Heading.OBSERVATIONS_DELETED, Map.of()))
        : Stream.of();
  }

  /** Addresses that are not a plain answer of DNS. */
  private Stream<String> sources(TargetResults results) {
    return NameSource.of(results).stream().limit(SOURCES_SHOWN).map(this::source);
  }

  /** The handshakes by the hosts file and by DNS, where they were tried both ways. */
  private Stream<String> byFileAndByDns(TargetResults results) {
    return HostsFileOutcome.of(results).stream().limit(SOURCES_SHOWN).map(this::outcome);
  }

  private String outcome(HostsFileOutcome outcome) {
    return catalogue.sentence(
        catalogue.heading(
            Heading.HOSTS_FILE_OUTCOME,
            Map.of(
                "who", catalogue.names(List.of(outcome.vantage())),
                "listed", addresses(outcome.listed()),
                "here", result(outcome.listed()),
                "dns", addresses(outcome.dns()),
                "there", result(outcome.dns()))));
  }

  private static String addresses(HostsFileOutcome.AtAddresses tried) {
    return tried.addresses().stream()
        .map(InetAddress::getHostAddress)
        .collect(Collectors.joining(", "));
  }

  private String result(HostsFileOutcome.AtAddresses tried) {
    return tried.failures().isEmpty()
        ? catalogue.heading(Heading.ALL_PASS)
        : tried.failures().stream().map(catalogue::failure).collect(Collectors.joining(", "));
  }

  private String source(NameSource source) {
    var heading =
        switch (source.kind()) {
          case HOSTS_FILE -> Heading.HOSTS_FILE;
          case HOSTS_FILE_DIFFERS -> Heading.HOSTS_FILE_DIFFERS;
          case SEARCH_LIST -> Heading.SEARCH_LIST;
          case ALIASES -> Heading.ALIASES;
          case ADDRESS_BEFORE_ALIAS -> Heading.ADDRESS_BEFORE_ALIAS;
        };
    return catalogue.sentence(
        catalogue.heading(
            heading,
            Map.of(
                "who", catalogue.names(source.vantages()),
                "listed", Printable.of(source.addresses()),
                "dns", Printable.of(source.dns()))));
  }

  private Stream<String> responses(TargetResults results) {
    return ResponseRemark.of(results).stream().map(this::response);
  }

  private String response(ResponseRemark remark) {
    var name = catalogue.names(remark.vantages());
    var text = Printable.of(remark.text(), LOCATIONS_SHOWN);
    return catalogue.sentence(
        switch (remark.kind()) {
          case STATUS ->
              catalogue.heading(Heading.HTTP_STATUS, Map.of("who", name, "status", text));
          case REDIRECT ->
              catalogue.heading(Heading.HTTP_REDIRECT, Map.of("who", name, "locations", text));
          case NOTE ->
              catalogue.heading(
                  Heading.HTTP_NOTE,
                  Map.of("who", name, "note", catalogue.httpNote(remark.text())));
          case REPLY -> catalogue.heading(Heading.REPLY, Map.of("who", name, "reply", text));
        });
  }

  private Stream<String> exchange(TargetResults results) {
    if (results.exchange().isDefault()) {
      return Stream.of();
    }
    var words = Map.of("words", Printable.of(results.exchange().toString(), EXCHANGE_SHOWN));
    return Stream.concat(
        Stream.of(catalogue.heading(Heading.EXPECTED, words)),
        UnmetExpectation.of(results).stream().limit(UNMET_SHOWN).map(this::unmet));
  }

  private String unmet(UnmetExpectation unmet) {
    var text =
        catalogue.heading(
            Heading.UNMET,
            Map.of(
                "who", catalogue.names(unmet.vantages()), "detail", Printable.of(unmet.detail())));
    return catalogue.sentence(text);
  }

  /**
   * The limits of the comparison of a target: addresses that were not requested, and different
   * ClientHellos of its vantages, of which at most three groups are named.
   */
  private List<String> limits(Report report, TargetResults results) {
    return Stream.concat(
            Stream.concat(
                report.sweep().coverage().eligible().map(all -> sampled(report, all)).stream(),
                report.onlyFamily(results).map(this::onlyFamily).stream()),
            ClientHelloTie.of(results).stream().limit(TIES_SHOWN).map(this::tie))
        .toList();
  }

  private String tie(ClientHelloTie tie) {
    var sides = tie.sides().stream().map(catalogue::names).collect(Collectors.joining(" | "));
    return catalogue.heading(Heading.CLIENT_HELLO_TIE, Map.of("sides", sides));
  }

  private String sampled(Report report, int eligible) {
    return catalogue.heading(
        Heading.SAMPLED,
        Map.of(
            "requested", Integer.toString(report.sweep().coverage().requested()),
            "eligible", Integer.toString(eligible)));
  }

  /** For a sweep restricted to one address family. */
  private String onlyFamily(FamilyRestriction only) {
    var heading = only.without().isEmpty() ? Heading.ONLY_FAMILY : Heading.ONLY_FAMILY_LACKING;
    return catalogue.heading(
        heading, Map.of("family", only.family().title(), "who", catalogue.names(only.without())));
  }
}
