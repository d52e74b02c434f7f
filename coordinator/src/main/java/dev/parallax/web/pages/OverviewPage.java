package dev.parallax.web.pages;

import dev.parallax.fleet.VantageDirectory;
import dev.parallax.fleet.VantageState;
import dev.parallax.model.verdict.Blame;
import dev.parallax.report.html.Markup;
import dev.parallax.store.Store;
import dev.parallax.web.live.RunningSweeps;
import dev.parallax.web.live.VerdictHistory;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The start page: faults, running sweeps, and available vantages. */
public final class OverviewPage {
  private static final int RECENT = 8;
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration BUSY = Duration.ofSeconds(1);

  private final Store store;
  private final VantageDirectory fleet;
  private final RunningSweeps board;
  private final VerdictHistory chronicle;
  private final TargetSection watch;
  private final Assets assets;

  public OverviewPage(
      Store store,
      VantageDirectory fleet,
      RunningSweeps board,
      VerdictHistory chronicle,
      TargetSection watch,
      Assets assets) {
    this.store = store;
    this.fleet = fleet;
    this.board = board;
    this.chronicle = chronicle;
    this.watch = watch;
    this.assets = assets;
  }

  /** With a form as it was filled in, and its errors. */
  String write(Visit visit, SweepForm form, Optional<String> problem) {
    var page = new PageFrame(visit, assets).changing(board.running().isEmpty() ? QUIET : BUSY);
    var html = page.html();
    return page.document(
        visit.say("overview"),
        () -> {
          var members = fleet.members();
          live(html, "summary", () -> summary(html, visit, members));
          html.in(
              "div",
              () -> {
                html.in("div", () -> left(html, visit), "class", "left").line();
                html.in("div", () -> right(html, visit, form, problem), "class", "right").line();
              },
              "class",
              "two");
          section(html, visit, "vantages", () -> new VantageTable(html, visit, members).write());
        });
  }

  private void left(Markup html, Visit visit) {
    section(html, visit, "targets", () -> new TargetTable(html, visit, chronicle, watch).write());
  }

  private void right(Markup html, Visit visit, SweepForm form, Optional<String> problem) {
    html.in(
        "section",
        () -> {
          html.element("h2", visit.say("start"), "id", "start");
          form.write(html, visit, problem);
        },
        "class",
        "start",
        "aria-labelledby",
        "start");
    section(
        html,
        visit,
        "sweeps",
        () -> new SweepLists(html, visit, board, chronicle).write(store.sweeps(RECENT)));
  }

  private static void section(Markup html, Visit visit, String name, Markup.Body body) {
    html.in(
            "section",
            () -> {
              html.element("h2", visit.say(name), "id", name + "-title");
              live(html, name, body);
            },
            "aria-labelledby",
            name + "-title")
        .line();
  }

  /** A part that the script updates. */
  private static void live(Markup html, String id, Markup.Body body) {
    html.in("div", body, "id", id, "data-live", "data-live");
  }

  private void summary(Markup html, Visit visit, List<VantageDirectory.DirectoryEntry> members) {
    var latest = chronicle.latest();
    long broken = latest.stream().filter(past -> isBroken(TargetTable.blame(past, watch))).count();
    long ready = members.stream().filter(member -> member.state() == VantageState.READY).count();
    html.element("h1", visit.say("overview"), "class", "hidden");
    html.in(
        "dl",
        () -> {
          figure(html, visit, "broken", broken, latest.size(), broken > 0 ? "bad" : "ok");
          figure(
              html, visit, "ready", ready, members.size(), ready < members.size() ? "bad" : "ok");
          html.in(
              "div",
              () -> {
                html.element("dt", visit.say("figure.running"));
                html.in("dd", () -> html.element("b", Integer.toString(board.running().size())));
              });
        },
        "class",
        "figures");
  }

  private static void figure(
      Markup html, Visit visit, String name, long count, int all, String tone) {
    html.in(
        "div",
        () -> {
          html.element("dt", visit.say("figure." + name));
          html.in(
              "dd",
              () ->
                  html.element("b", Long.toString(count), "class", "mark " + (all == 0 ? "" : tone))
                      .text(" / " + all));
        });
  }

  private static boolean isBroken(Blame blame) {
    return switch (blame) {
      case ORIGIN, REGION, PATH, VANTAGE -> true;
      case HEALTHY, INCONCLUSIVE -> false;
    };
  }
}
