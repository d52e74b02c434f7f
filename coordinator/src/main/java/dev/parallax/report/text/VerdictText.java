package dev.parallax.report.text;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import dev.parallax.report.words.VerdictStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One verdict as lines of text. */
public final class VerdictText {
  private static final int TITLE = 12;
  private final Catalogue catalogue;
  private final TextWidth width;

  public VerdictText(Catalogue catalogue, TextWidth width) {
    this.catalogue = catalogue;
    this.width = width;
  }

  /** The sentence, its probability, and the affected vantages. */
  List<String> head(Verdict verdict) {
    var lines = new ArrayList<String>(width.wrap("", "  ", catalogue.headline(verdict)));
    lines.add("  " + sureness(verdict));
    if (verdict.blame() != Blame.HEALTHY && !verdict.explains().isEmpty()) {
      titled(lines, Heading.AFFECTED, affected(verdict));
    }
    failure(verdict).ifPresent(text -> titled(lines, Heading.FAILURE, text));
    verdict.hops().ifPresent(hops -> titled(lines, Heading.HOPS, hops(hops)));
    return lines;
  }

  /**
   * The dominating failure; with its step where the word alone would mislead, and with the exact
   * status where it is one: {@code http_status_5xx (503)}.
   */
  public static Optional<String> failure(Verdict verdict) {
    var status = VerdictStatus.of(verdict).map(exact -> " (" + exact + ")").orElse("");
    return verdict
        .stepFailure()
        .map(StepFailure::text)
        .or(() -> verdict.failure().map(FailureWord::word))
        .map(word -> word + status);
  }

  /** The common name of the vantages, if they have a common name, and their own names. */
  public String affected(Verdict verdict) {
    var together = catalogue.names(verdict.explains());
    var names = catalogue.listed(verdict.explains());
    return together.equals(names) ? names : together + ": " + names;
  }

  public String hops(Verdict.Hops hops) {
    return catalogue.heading(
            hops.from() == 0 ? Heading.HOPS_BETWEEN_NEAR : Heading.HOPS_BETWEEN,
            Map.of("from", Integer.toString(hops.from()), "to", Integer.toString(hops.to())))
        + (hops.of() == 0
            ? ""
            : catalogue.heading(Heading.HOPS_ORIGIN, Map.of("of", Integer.toString(hops.of()))));
  }

  public String sureness(Verdict verdict) {
    var cause = verdict.hypothesis().map(hypothesis -> hypothesis.named() + ", ").orElse("");
    var calibration = verdict.calibrated() ? "" : " " + catalogue.uncalibrated();
    return "("
        + cause
        + "p "
        + probability(verdict.probability())
        + calibration
        + ", "
        + catalogue.grade(verdict.grade())
        + ")";
  }

  private void titled(List<String> lines, Heading title, String text) {
    var first = TextCells.cell("  " + catalogue.heading(title), TITLE + 2);
    lines.addAll(width.wrap(first, " ".repeat(TITLE + 2), text));
  }

  List<String> evidence(Verdict verdict) {
    return items(Heading.EVIDENCE, findings(verdict));
  }

  /** A sentence each, the loudest first. */
  public List<String> findings(Verdict verdict) {
    var loudestFirst = Comparator.comparingDouble(Evidence::weight).reversed();
    return verdict.evidence().stream().sorted(loudestFirst).map(catalogue::evidence).toList();
  }

  /**
   * The credible set, when it contains more than the verdict itself, and the arms that did not run.
   */
  List<String> alternatives(Verdict verdict) {
    var lines =
        new ArrayList<String>(
            verdict.credibleSet().size() < 2
                ? List.of()
                : items(
                    Heading.ELSE, verdict.credibleSet().stream().map(this::candidate).toList()));
    if (!verdict.notRun().isEmpty()) {
      var arms = verdict.notRun().stream().map(Arm::word).collect(Collectors.joining(", "));
      lines.addAll(width.wrap("", "  ", catalogue.heading(Heading.NOT_RUN, Map.of("arms", arms))));
    }
    return lines;
  }

  public String candidate(Candidate candidate) {
    return probability(candidate.probability())
        + " "
        + candidate.hypothesis().named()
        + " — "
        + catalogue.scoped(candidate.hypothesis(), candidate.scope());
  }

  public List<String> next(Verdict verdict) {
    return items(Heading.NEXT, verdict.nextProbes().stream().map(this::next).toList());
  }

  public String next(NextProbe next) {
    return next.vantages().isEmpty()
        ? catalogue.why(next)
        : next.arm().word() + ", " + catalogue.names(next.vantages()) + ": " + catalogue.why(next);
  }

  List<String> remedies(Target target, Verdict verdict) {
    return items(Heading.REMEDIES, catalogue.remedies(target, verdict));
  }

  List<String> items(Heading heading, List<String> texts) {
    var lines = new ArrayList<String>();
    if (!texts.isEmpty()) {
      lines.add(catalogue.heading(heading));
    }
    for (int i = 0; i < texts.size(); i++) {
      var number = String.format(Locale.ROOT, "%3d. ", i + 1);
      lines.addAll(width.wrap(number, " ".repeat(number.length()), texts.get(i)));
    }
    return lines;
  }

  /** Two digits, and never 1.00 for a smaller probability. */
  static String probability(double probability) {
    if (probability > 0.99 && probability < 1) {
      return ">0.99";
    }
    return String.format(Locale.ROOT, "%.2f", probability);
  }
}
