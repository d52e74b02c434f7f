package dev.parallax.web.pages;

import dev.parallax.model.endpoint.Target;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.Markup;
import dev.parallax.web.live.PastVerdict;
import dev.parallax.web.live.VerdictHistory;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.RelativeTime;
import dev.parallax.web.request.Visit;
import java.util.List;
import java.util.Optional;

/** The verdicts on one target over time. */
public final class TargetPage {
  private final VerdictHistory chronicle;
  private final TargetSection watch;
  private final Assets assets;

  public TargetPage(VerdictHistory chronicle, TargetSection watch, Assets assets) {
    this.chronicle = chronicle;
    this.watch = watch;
    this.assets = assets;
  }

  /** Empty when no known sweep has it, and it is not watched. */
  Optional<String> write(Visit visit, Target target) {
    var past = chronicle.of(target);
    if (past.isEmpty() && !watch.knows(target)) {
      return Optional.empty();
    }
    var page = new PageFrame(visit, assets);
    var html = page.html();
    return Optional.of(page.document(target.name(), () -> main(html, visit, target, past)));
  }

  private void main(Markup html, Visit visit, Target target, List<PastVerdict> past) {
    html.element("h1", target.name(), "class", "target");
    watch.writeState(html, visit, target);
    if (!past.isEmpty()) {
      last(html, visit, past.getLast(), watch.knows(target));
    }
    watch.write(html, visit, target);
    if (!past.isEmpty()) {
      html.in("section", () -> history(html, visit, past));
    }
    html.in(
        "section",
        () -> {
          html.element("h2", visit.say("again"));
          SweepForm.about(target).write(html, visit, Optional.empty());
        },
        "class",
        "start");
  }

  private static void history(Markup html, Visit visit, List<PastVerdict> past) {
    html.element("h2", visit.say("history"));
    html.in(
        "div",
        () -> VerdictStrip.write(html, visit, past, VerdictHistory.KEPT),
        "class",
        "wide tall");
    html.element("p", visit.say("strip.legend"), "class", "legend");
    html.in(
        "table",
        () -> rows(html, visit, past),
        "class",
        "history",
        "aria-label",
        visit.say("history"));
  }

  /**
   * The last sweep. Where the target is watched, looks are newer: the sweep has no colour of its
   * own, so that the state of now is read first.
   */
  private static void last(Markup html, Visit visit, PastVerdict last, boolean watched) {
    var tone = watched ? "past" : PageFrame.lower(last.verdict().blame());
    html.in("section", () -> last(html, visit, last), "class", "verdict " + tone);
  }

  private static void last(Markup html, Visit visit, PastVerdict last) {
    html.in(
        "p",
        () -> {
          html.text(visit.say("target.sweep") + " · ");
          PageFrame.when(html, visit, last.at());
          html.text(" · ");
          html.element("a", visit.say("report"), "href", Links.sweep(last.sweep()));
        },
        "class",
        "sure");
    html.in(
        "p",
        () -> {
          HtmlReport.mark(html, last.verdict().blame());
          html.text(visit.catalogue().headline(last.verdict()));
        },
        "class",
        "headline");
  }

  private static void rows(Markup html, Visit visit, List<PastVerdict> past) {
    html.in(
        "thead",
        () ->
            html.in(
                "tr",
                () ->
                    List.of("when", "verdict", "sweep")
                        .forEach(
                            title ->
                                html.element("th", visit.say("column." + title), "scope", "col"))));
    html.in("tbody", () -> past.reversed().forEach(verdict -> row(html, visit, verdict)));
  }

  private static void row(Markup html, Visit visit, PastVerdict verdict) {
    html.in(
            "tr",
            () -> {
              html.element("td", RelativeTime.exact(verdict.at()), "class", "when");
              html.in(
                  "td",
                  () -> {
                    HtmlReport.mark(html, verdict.verdict().blame());
                    html.text(visit.catalogue().headline(verdict.verdict()));
                  });
              html.in(
                  "td",
                  () ->
                      html.element(
                          "a", verdict.sweep().value(), "href", Links.sweep(verdict.sweep())),
                  "class",
                  "when");
            })
        .line();
  }
}
