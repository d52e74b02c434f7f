package dev.parallax.report;

import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.json.Json;
import dev.parallax.text.Printable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An aspect of a vantage's base probe that may change from sweep to sweep. */
public enum Aspect {
  /** The most frequent failure word; empty when most trials pass. */
  OUTCOME,
  ADDRESSES,
  RESOLVER,
  LEAF,
  EXPIRY,
  ISSUER,
  TLS_VERSION,
  CIPHER,
  ALPN,
  HTTP_STATUS,
  NETWORK,
  AGENT,
  /** The facts of the host below, as its agent sends them. */
  NAME_SERVERS("resolver"),
  RESOLVER_OPTIONS("resolver_options"),
  HOSTS_FILE("hosts_file"),
  CA_BUNDLE("ca_bundle_sha256"),
  PROXY("proxy"),
  ADDRESS_FAMILIES("address_families"),
  IPV4_ROUTE("default_route_ipv4"),
  IPV6_ROUTE("default_route_ipv6");

  private static final int HASH_SHOWN = 12;

  private final String fact;

  Aspect() {
    this("");
  }

  Aspect(String fact) {
    this.fact = fact;
  }

  /** Its value at the vantage; empty without an observation. */
  public SortedSet<String> at(ObservationGrid grid, Vantage vantage) {
    return values(vantage, grid.ran(vantage.id(), Arm.BASE))
        .filter(value -> !value.isEmpty())
        .map(Printable::of)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<String> values(Vantage vantage, List<Observation> trials) {
    return switch (this) {
      case OUTCOME -> outcome(trials);
      case ADDRESSES ->
          dns(trials)
              .flatMap(step -> step.answers().stream())
              .map(one -> Json.address(one.address()));
      case RESOLVER -> dns(trials).map(DnsStep::resolver);
      case LEAF -> leaves(trials).map(leaf -> hash(leaf.sha256()));
      case EXPIRY -> leaves(trials).map(CertificateFacts::notAfter).map(Aspect::day);
      case ISSUER -> leaves(trials).map(CertificateFacts::issuer);
      case TLS_VERSION -> tls(trials).map(step -> step.agreed().version());
      case CIPHER -> tls(trials).map(step -> step.agreed().cipher());
      case ALPN -> tls(trials).map(step -> step.agreed().alpn());
      case HTTP_STATUS ->
          trials.stream()
              .flatMap(trial -> trial.steps().http().stream())
              .map(step -> Integer.toString(step.status()));
      case NETWORK -> Stream.of(vantage.network());
      case AGENT -> Stream.of(vantage.agentVersion());
      case NAME_SERVERS,
          RESOLVER_OPTIONS,
          HOSTS_FILE,
          CA_BUNDLE,
          PROXY,
          ADDRESS_FAMILIES,
          IPV4_ROUTE,
          IPV6_ROUTE ->
          Stream.of(vantage.facts().getOrDefault(fact, ""));
    };
  }

  private static Stream<String> outcome(List<Observation> trials) {
    var failures = trials.stream().flatMap(trial -> trial.failure().stream()).toList();
    return failures.size() * 2 > trials.size()
        ? ObservationGrid.commonest(trials).stream().map(word -> word.word())
        : Stream.empty();
  }

  private static Stream<DnsStep> dns(List<Observation> trials) {
    return trials.stream().flatMap(trial -> trial.steps().dns().stream());
  }

  private static Stream<TlsStep> tls(List<Observation> trials) {
    return trials.stream().flatMap(trial -> trial.steps().tls().stream());
  }

  private static Stream<CertificateFacts> leaves(List<Observation> trials) {
    return tls(trials).flatMap(step -> step.chain().stream().limit(1));
  }

  private static String hash(String sha256) {
    return sha256.substring(0, Math.min(HASH_SHOWN, sha256.length()));
  }

  private static String day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
