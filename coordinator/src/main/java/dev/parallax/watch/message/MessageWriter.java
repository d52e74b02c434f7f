package dev.parallax.watch.message;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.Report;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.DiffWords;
import dev.parallax.report.words.IncidentWords;
import dev.parallax.report.words.Language;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import dev.parallax.text.Printable;
import dev.parallax.watch.incident.Finding;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.incident.Notice;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the message of a notice. */
public final class MessageWriter {
  private static final int CHANGES = 5;
  private static final int LONGEST = 1_000;

  private final Catalogue catalogue;
  private final Optional<String> pages;

  /**
   * @param pages the address of the coordinator's pages
   */
  public MessageWriter(Language language, Optional<String> pages) {
    this.catalogue = Catalogue.of(language);
    this.pages = pages;
  }

  /**
   * The message.
   *
   * @param report of the incident's latest verdict, with its comparison; absent when the sweep is
   *     no longer stored
   * @param unmatched declarations of inside vantages that match no vantage
   */
  public Message write(Notice notice, Optional<Report> report, List<InsideVantages> unmatched) {
    var incident = notice.incident();
    var finding = incident.finding();
    var results = report.flatMap(known -> known.sweep().targets().stream().findFirst());
    var verdict = report.flatMap(known -> verdict(known, finding));
    return new Message(
        notice.kind(),
        incident.id(),
        group(notice, results),
        incident.target(),
        finding.blame().name(),
        Cause.of(finding.cause()).map(Cause::named).orElse(""),
        finding.value().isEmpty() ? "" : finding.attribute().word() + " " + finding.value(),
        incident.since(),
        incident.closedAt(),
        bounded(verdict.map(catalogue::headline).orElseGet(() -> undecided(finding))),
        bounded(affected(finding, unmatched)),
        report.map(this::changes).orElse(List.of()),
        remedy(results, verdict),
        link(incident),
        catalogue.language());
  }

  private String affected(Finding finding, List<InsideVantages> unmatched) {
    var affected = catalogue.listed(finding.affected());
    if (unmatched.isEmpty()) {
      return affected;
    }
    var selectors =
        unmatched.stream().map(InsideVantages::toString).collect(Collectors.joining(", "));
    return affected
        + ". "
        + IncidentWords.of(catalogue.language())
            .say("unmatched.inside", Map.of("selector", selectors));
  }

  private String undecided(Finding finding) {
    return finding.isDecided()
        ? (catalogue.blame(finding.blame()) + " " + finding.cause()).strip()
        : IncidentWords.of(catalogue.language()).say("undecided", Map.of());
  }

  private static Optional<Verdict> verdict(Report report, Finding finding) {
    return report.verdicts().stream()
        .flatMap(judged -> judged.verdicts().stream())
        .filter(verdict -> verdict.blame() == finding.blame())
        .filter(verdict -> verdict.hypothesis().map(Cause::code).orElse("").equals(finding.cause()))
        .findFirst();
  }

  /** Incidents are of one group when blame, cause, scope and the target's address are the same. */
  private static String group(Notice notice, Optional<TargetResults> results) {
    var finding = notice.incident().finding();
    var place =
        finding.value().isEmpty()
            ? results.flatMap(MessageWriter::address).orElse(notice.incident().target())
            : "";
    return notice.kind() + "/" + finding.key() + "/" + place;
  }

  private static Optional<String> address(TargetResults results) {
    return results.observations().stream()
        .filter(seen -> seen.key().arm() == Arm.BASE)
        .flatMap(seen -> seen.key().address().stream())
        .map(InetAddress::getHostAddress)
        .sorted()
        .findFirst();
  }

  private List<String> changes(Report report) {
    var words = new DiffWords(catalogue);
    return report.sweep().targets().stream()
        .flatMap(results -> report.pastOf(results).stream())
        .flatMap(
            past ->
                past.target().changes().stream()
                    .map(
                        change ->
                            words.aspect(change.aspect())
                                + ": "
                                + words.way(change)
                                + ", "
                                + words.where(past.target(), change)))
        .map(MessageWriter::bounded)
        .limit(CHANGES)
        .toList();
  }

  private String remedy(Optional<TargetResults> results, Optional<Verdict> verdict) {
    return results
        .flatMap(
            known ->
                verdict.flatMap(
                    found -> catalogue.remedies(known.target(), found).stream().findFirst()))
        .map(MessageWriter::bounded)
        .orElse("");
  }

  private String link(Incident incident) {
    return pages
        .map(page -> page.replaceAll("/+$", "") + "/sweeps/" + incident.sweep().value())
        .orElse("");
  }

  private static String bounded(String text) {
    return Printable.of(text, LONGEST);
  }
}
