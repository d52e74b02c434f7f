package dev.parallax.web.pages;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.verdict.Blame;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.Markup;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.web.live.RunningSweep;
import dev.parallax.web.live.RunningSweeps;
import dev.parallax.web.live.VerdictHistory;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The running sweeps, and the latest finished sweeps. */
final class SweepLists {
  private static final int NAMES = 2;
  private static final int MARKS = 40;

  private final Markup html;
  private final Visit visit;
  private final RunningSweeps board;
  private final VerdictHistory chronicle;

  SweepLists(Markup html, Visit visit, RunningSweeps board, VerdictHistory chronicle) {
    this.html = html;
    this.visit = visit;
    this.board = board;
    this.chronicle = chronicle;
  }

  void write(List<StoredSweepSummary> recent) {
    var running = board.running();
    if (running.isEmpty() && recent.isEmpty()) {
      html.element("p", visit.say("sweeps.none"), "class", "empty");
      return;
    }
    html.in(
        "ul",
        () -> {
          running.forEach(this::going);
          recent.stream()
              .filter(summary -> board.running(summary.id()).isEmpty())
              .forEach(this::ended);
        },
        "class",
        "sweeps");
  }

  private void going(RunningSweep sweep) {
    html.in(
        "li",
        () -> {
          html.in(
              "p", () -> html.element("a", sweep.id().value(), "href", Links.sweep(sweep.id())));
          html.in("p", () -> html.text(names(sweep.request().targets())));
          progress(html, visit, sweep.progress());
        },
        "class",
        "going");
  }

  /** The progress of a sweep: a bar and the counts. */
  static void progress(Markup html, Visit visit, RunningSweep.RoundProgress progress) {
    var words =
        visit.say(
            "progress",
            Map.of(
                "round", Integer.toString(progress.round()),
                "seen", Integer.toString(progress.seen()),
                "planned", Integer.toString(progress.planned())));
    html.element(
        "progress",
        words,
        "value",
        Integer.toString(progress.seen()),
        "max",
        Integer.toString(Math.max(1, progress.planned())),
        "aria-label",
        visit.say("progress.label"));
    html.element("small", words);
  }

  private void ended(StoredSweepSummary sweep) {
    html.in(
        "li",
        () -> {
          html.in(
              "p",
              () -> {
                html.element("a", sweep.id().value(), "href", Links.sweep(sweep.id())).text(" ");
                PageFrame.when(html, visit, sweep.startedAt());
              });
          html.in("p", () -> what(sweep));
        });
  }

  private void what(StoredSweepSummary sweep) {
    if (sweep.readable()) {
      marks(sweep);
      html.text(names(sweep.targets()));
    } else {
      html.element("small", visit.say("sweep.damaged"), "class", "none");
    }
  }

  private void marks(StoredSweepSummary sweep) {
    if (!sweep.complete()) {
      html.element("small", visit.say("sweep.interrupted"), "class", "none").text(" ");
      return;
    }
    var blames =
        sweep.targets().stream()
            .limit(MARKS)
            .flatMap(target -> chronicle.of(sweep.id(), target).stream())
            .collect(Collectors.groupingBy(past -> past.verdict().blame(), Collectors.counting()));
    for (var blame : Blame.values()) {
      if (blames.containsKey(blame)) {
        HtmlReport.mark(html, blame);
        html.element("small", blames.get(blame) + " " + visit.catalogue().blame(blame)).text(" ");
      }
    }
  }

  private String names(List<Target> targets) {
    var first = targets.stream().limit(NAMES).map(Target::name).collect(Collectors.joining(", "));
    return targets.size() <= NAMES
        ? first
        : first + " " + visit.say("names.more", "count", targets.size() - NAMES);
  }
}
