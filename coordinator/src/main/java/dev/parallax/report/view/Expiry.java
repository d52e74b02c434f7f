package dev.parallax.report.view;

import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import dev.parallax.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports the certificates of a target that expire soon, have expired, lack a staple that they
 * require, or whose revocation could not be asked.
 */
public final class Expiry {
  private static final long SOON_DAYS = 30;
  private static final int SHOWN = 5;

  private final ObservationGrid grid;
  private final Instant now;
  private final Catalogue catalogue;

  public Expiry(ObservationGrid grid, Instant now, Catalogue catalogue) {
    this.grid = grid;
    this.now = now;
    this.catalogue = catalogue;
  }

  public List<String> lines(TextWidth width) {
    var lines = new ArrayList<String>();
    texts().forEach(text -> lines.addAll(width.wrap("", "  ", text)));
    return lines;
  }

  /**
   * A sentence for each leaf of the base probe that expires soon, in the order of expiry; then for
   * each leaf without a required staple; then for each CRL and OCSP server without a usable answer.
   */
  public List<String> texts() {
    var expiring =
        shownTo(tls -> true).entrySet().stream()
            .filter(entry -> entry.getKey().daysLeft(now) < SOON_DAYS)
            .sorted(Comparator.comparing(entry -> entry.getKey().notAfter()))
            .map(entry -> line(entry.getKey(), entry.getValue()));
    var unstapled =
        shownTo(Expiry::lacksStaple).entrySet().stream()
            .map(entry -> unstapled(entry.getKey(), entry.getValue()));
    return Stream.of(expiring, unstapled, unknownRevocations())
        .flatMap(texts -> texts.limit(SHOWN))
        .toList();
  }

  /** The servers without a usable answer, for certificates of which no server answered. */
  private Stream<String> unknownRevocations() {
    var answers =
        grid.vantages().stream()
            .flatMap(vantage -> grid.ran(vantage.id(), Arm.BASE).stream())
            .flatMap(seen -> seen.steps().tls().stream())
            .flatMap(tls -> tls.central().stream())
            .flatMap(check -> check.revocation().stream())
            .distinct()
            .toList();
    var known =
        answers.stream()
            .filter(RevocationAnswer::isConclusive)
            .map(RevocationAnswer::certificate)
            .collect(Collectors.toSet());
    return answers.stream()
        .filter(answer -> !known.contains(answer.certificate()))
        .map(this::unknown);
  }

  private String unknown(RevocationAnswer answer) {
    return catalogue.heading(
        Heading.REVOCATION_UNKNOWN,
        Map.of(
            "sha256", answer.certificate(),
            "source", answer.source().name(),
            "address", Printable.of(answer.address()),
            "said", Printable.of(answer.detail())));
  }

  private static boolean lacksStaple(TlsStep tls) {
    return tls.staple().filter(it -> it.status() == OcspStaple.Status.MISSING).isPresent();
  }

  private Map<CertificateFacts, SequencedSet<VantageId>> shownTo(Predicate<TlsStep> which) {
    var shown = new LinkedHashMap<CertificateFacts, SequencedSet<VantageId>>();
    for (var vantage : grid.vantages()) {
      leaves(vantage.id(), which)
          .forEach(
              leaf -> shown.computeIfAbsent(leaf, key -> new LinkedHashSet<>()).add(vantage.id()));
    }
    return shown;
  }

  /** The certificates with valid dates. */
  private Stream<CertificateFacts> leaves(VantageId vantage, Predicate<TlsStep> which) {
    return grid.ran(vantage, Arm.BASE).stream()
        .flatMap(seen -> seen.steps().tls().stream())
        .filter(which)
        .map(tls -> tls.chain().stream().findFirst())
        .flatMap(Optional::stream)
        .filter(leaf -> leaf.notAfter().isAfter(Instant.EPOCH));
  }

  private String unstapled(CertificateFacts leaf, SequencedSet<VantageId> vantages) {
    return catalogue.heading(
        Heading.STAPLE_MISSING,
        Map.of("sha256", leaf.sha256(), "who", catalogue.names(List.copyOf(vantages))));
  }

  private String line(CertificateFacts leaf, SequencedSet<VantageId> vantages) {
    long days = leaf.daysLeft(now);
    var heading = days > 0 ? Heading.EXPIRES : days == 0 ? Heading.EXPIRES_TODAY : Heading.EXPIRED;
    return catalogue.heading(
        heading,
        Map.of(
            "sha256", leaf.sha256(),
            "days", Long.toString(Math.abs(days)),
            "who", catalogue.names(List.copyOf(vantages))));
  }
}
