package dev.parallax.web.pages;

import dev.parallax.model.verdict.Blame;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.Markup;
import dev.parallax.web.live.PastVerdict;
import dev.parallax.web.live.VerdictHistory;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every target with its state of now, by the looks of its watch, or else its latest verdict; the
 * worst first.
 */
final class TargetTable {
  private static final int ROWS = 200;
  private static final int BARS = 12;

  /** The most urgent first. */
  private static final List<Blame> ORDER =
      List.of(
          Blame.ORIGIN, Blame.REGION, Blame.PATH, Blame.VANTAGE, Blame.INCONCLUSIVE, Blame.HEALTHY);

  private final Markup html;
  private final Visit visit;
  private final VerdictHistory chronicle;
  private final TargetSection watch;

  TargetTable(Markup html, Visit visit, VerdictHistory chronicle, TargetSection watch) {
    this.html = html;
    this.visit = visit;
    this.chronicle = chronicle;
    this.watch = watch;
  }

  /** The blame of now; without a look that of the latest sweep. */
  static Blame blame(PastVerdict past, TargetSection watch) {
    return watch.blame(past.target()).orElse(past.verdict().blame());
  }

  void write() {
    var latest = chronicle.latest();
    if (latest.isEmpty()) {
      html.element("p", visit.say("targets.none"), "class", "empty");
      return;
    }
    html.in("ul", () -> sorted(latest).limit(ROWS).forEach(this::row), "class", "cards");
    if (latest.size() > ROWS) {
      html.element("p", visit.say("rest", "count", latest.size() - ROWS), "class", "legend");
    }
  }

  private Stream<PastVerdict> sorted(List<PastVerdict> latest) {
    return latest.stream()
        .sorted(
            Comparator.comparingInt((PastVerdict past) -> ORDER.indexOf(blame(past, watch)))
                .thenComparing(past -> past.target().name()));
  }

  private void row(PastVerdict past) {
    var tone = PageFrame.lower(blame(past, watch));
    new Card(tone, () -> words(past), () -> aside(past)).write(html);
  }

  private void words(PastVerdict past) {
    html.element("a", past.target().name(), "href", Links.target(past.target()), "class", "name");
    if (watch.blame(past.target()).isEmpty()) {
      html.in("p", () -> verdict(past));
      return;
    }
    watch.writeLine(html, visit, past.target());
    html.in(
        "p",
        () -> {
          html.text(visit.say("target.sweep") + ": ");
          verdict(past);
        },
        "class",
        "more");
  }

  private void verdict(PastVerdict past) {
    HtmlReport.mark(html, past.verdict().blame());
    html.text(visit.catalogue().headline(past.verdict()));
    if (past.more() > 0) {
      html.text(" ").element("small", visit.say("more.verdicts", "count", past.more()));
    }
  }

  private void aside(PastVerdict past) {
    VerdictStrip.write(html, visit, chronicle.of(past.target()), BARS);
    html.in("a", () -> PageFrame.when(html, visit, past.at()), "href", Links.sweep(past.sweep()));
  }
}
