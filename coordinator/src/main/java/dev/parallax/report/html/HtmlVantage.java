package dev.parallax.report.html;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.report.facts.Difference;
import dev.parallax.report.json.Json;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts and observations of one vantage, folded under its name. */
final class HtmlVantage {
  private static final int NAMES_SHOWN = 10;
  private final Markup html;
  private final Catalogue catalogue;
  private final List<Observation> trials;

  private HtmlVantage(Markup html, Catalogue catalogue, List<Observation> trials) {
    this.html = html;
    this.catalogue = catalogue;
    this.trials = trials;
  }

  static void write(Markup html, Catalogue catalogue, Vantage vantage, List<Observation> trials) {
    var details = new HtmlVantage(html, catalogue, trials);
    html.in(
        "details",
        () -> {
          html.element("summary", vantage.id().name());
          html.in("dl", () -> details.facts(vantage));
        });
  }

  private void facts(Vantage vantage) {
    add(Difference.AGENT, Optional.of(vantage.agentVersion()));
    add(Difference.CLOCK, vantage.clockOffset().map(TextCells::offset));
    add(Difference.RESOLVER, first(seen -> seen.steps().dns().map(DnsStep::resolver)));
    add(Difference.ADDRESSES, first(seen -> seen.steps().dns().map(HtmlVantage::addresses)));
    add(Difference.TLS, first(seen -> seen.steps().tls().map(HtmlVantage::agreed)));
    add(Difference.LEAF, first(seen -> seen.steps().tls().flatMap(HtmlVantage::leaf)));
    add("HTTP", first(seen -> seen.steps().http().map(HtmlVantage::answer)));
    add(
        catalogue.heading(Heading.OUTCOME),
        first(seen -> seen.failure().map(HtmlVantage::failure)));
  }

  private void add(Difference title, Optional<String> value) {
    add(catalogue.difference(title), value);
  }

  private void add(String title, Optional<String> value) {
    value.ifPresent(text -> html.element("dt", title).element("dd", text));
  }

  /** The first trial with details. */
  private Optional<String> first(Function<Observation, Optional<String>> value) {
    return trials.stream()
        .flatMap(seen -> value.apply(seen).stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static String addresses(DnsStep dns) {
    var addresses =
        dns.answers().stream()
            .map(answer -> Json.address(answer.address()))
            .collect(Collectors.joining(", "));
    return Stream.concat(dns.trace().aliases().stream(), Stream.of(addresses))
        .collect(Collectors.joining(" → "));
  }

  private static String agreed(TlsStep tls) {
    var agreed = tls.agreed();
    return String.join(" ", List.of(agreed.version(), agreed.cipher(), agreed.group())).strip();
  }

  private static Optional<String> leaf(TlsStep tls) {
    return tls.chain().stream().findFirst().map(HtmlVantage::certificate);
  }

  private static String certificate(CertificateFacts leaf) {
    var names = leaf.names().stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
    return leaf.subject()
        + " · "
        + leaf.issuer()
        + " · "
        + names
        + " · "
        + leaf.notBefore()
        + " – "
        + leaf.notAfter();
  }

  private static String answer(HttpStep http) {
    return http.status() + " " + http.title().orElse("");
  }

  private static String failure(Failure failure) {
    return failure.word().word() + " · " + failure.detail();
  }
}
