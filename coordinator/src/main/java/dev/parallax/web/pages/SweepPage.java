package dev.parallax.web.pages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.model.value.SweepId;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.Markup;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.Sweeps;
import dev.parallax.text.Printable;
import dev.parallax.web.http.Answer;
import dev.parallax.web.live.LastHealthyCache;
import dev.parallax.web.live.RunningSweep;
import dev.parallax.web.live.RunningSweeps;
import dev.parallax.web.live.Snapshots;
import dev.parallax.web.metrics.SweepMeter;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sweep: its progress, and its report so far. */
public final class SweepPage {
  private static final Duration OFTEN = Duration.ofMillis(700);

  private static final Logger log = LoggerFactory.getLogger(SweepPage.class);

  private final Sweeps sweeps;
  private final RunningSweeps board;
  private final Snapshots snapshots;
  private final LastHealthyCache past;
  private final SweepMeter meter;
  private final Assets assets;

  public SweepPage(
      Sweeps sweeps, RunningSweeps board, LastHealthyCache past, SweepMeter meter, Assets assets) {
    this.sweeps = sweeps;
    this.past = past;
    this.meter = meter;
    this.board = board;
    this.snapshots = new Snapshots(sweeps::find, System::nanoTime);
    this.assets = assets;
  }

  /** Empty when there is no such sweep. */
  Optional<String> write(Visit visit, SweepId id) {
    try {
      return whole(visit, id);
    } catch (RuntimeException unshowable) {
      return Optional.of(unshowable(visit, id, why(id, unshowable)));
    }
  }

  /** The reason why a sweep cannot be shown, in one printable line; it is logged and counted. */
  private String why(SweepId id, RuntimeException unshowable) {
    log.error("sweep {} cannot be shown", id, unshowable);
    meter.unreadable(id);
    return Printable.message(unshowable);
  }

  /** The response instead of the file of an unreadable sweep, as HTML. */
  Answer noHtml(Visit visit, SweepId id, RuntimeException unshowable) {
    return Answer.html(500, unshowable(visit, id, why(id, unshowable)));
  }

  /** The response instead of the file of an unreadable sweep, as JSON. */
  public Answer noJson(Visit visit, SweepId id, RuntimeException unshowable) {
    var error =
        JsonNodeFactory.instance
            .objectNode()
            .put("sweep", id.value())
            .put("error", visit.say("sweep.unshowable", "why", why(id, unshowable)));
    return Answer.of(500, "application/json; charset=utf-8", error.toString());
  }

  /** A sweep that cannot be shown is named, with the reason; other pages are not concerned. */
  private String unshowable(Visit visit, SweepId id, String why) {
    var page = new PageFrame(visit, assets);
    var html = page.html();
    return page.document(
        visit.say("sweep", "id", id),
        () -> {
          html.element("h1", visit.say("sweep", "id", id), "class", "sweep");
          html.element("p", visit.say("sweep.unshowable", "why", why), "role", "status");
        });
  }

  private Optional<String> whole(Visit visit, SweepId id) {
    var going = board.running(id);
    var found = going.map(snapshots::of).orElseGet(() -> sweeps.find(id));
    if (found.isEmpty() && going.isEmpty() && board.failure(id).isEmpty()) {
      return Optional.empty();
    }
    var page = new PageFrame(visit, assets);
    going.ifPresent(sweep -> page.changing(snapshots.pace(sweep.id(), OFTEN)));
    var html = page.html();
    return Optional.of(
        page.document(
            visit.say("sweep", "id", id),
            () -> {
              html.in(
                  "div",
                  () -> state(html, visit, id, going, found),
                  "id",
                  "state",
                  "data-live",
                  "");
              html.in(
                  "div",
                  () -> found.ifPresent(stored -> report(html, visit, stored)),
                  "id",
                  "report",
                  "data-live",
                  "");
            }));
  }

  /** The complete report as a file. */
  Optional<String> html(Visit visit, SweepId id) {
    return sweeps.find(id).map(stored -> HtmlReport.write(past.report(stored), visit.catalogue()));
  }

  /** The report as a JSON document. */
  public Optional<String> json(Visit visit, SweepId id) {
    return sweeps.find(id).map(stored -> JsonReport.write(past.report(stored), visit.catalogue()));
  }

  private void state(
      Markup html,
      Visit visit,
      SweepId id,
      Optional<RunningSweep> going,
      Optional<StoredSweep> found) {
    html.element("h1", visit.say("sweep", "id", id), "class", "sweep");
    html.in(
        "p",
        () -> html.text(word(visit, id, going, found)),
        "role",
        "status",
        "class",
        going.isPresent() ? "state going" : "state");
    going.ifPresent(sweep -> progress(html, visit, sweep.progress()));
    found.filter(StoredSweep::complete).ifPresent(stored -> facts(html, visit, stored));
  }

  private String word(
      Visit visit, SweepId id, Optional<RunningSweep> going, Optional<StoredSweep> found) {
    if (going.isPresent()) {
      return visit.say("sweep.running");
    }
    return board
        .failure(id)
        .map(why -> visit.say("sweep.failed", "why", why))
        .orElseGet(
            () ->
                visit.say(
                    found.filter(StoredSweep::complete).isPresent()
                        ? "sweep.complete"
                        : "sweep.interrupted"));
  }

  private static void progress(Markup html, Visit visit, RunningSweep.RoundProgress progress) {
    html.in("p", () -> SweepLists.progress(html, visit, progress), "class", "progress");
    html.in(
        "ul",
        () ->
            progress
                .reasons()
                .forEach(reason -> html.element("li", visit.catalogue().round(reason))),
        "class",
        "reasons");
  }

  private static void facts(Markup html, Visit visit, StoredSweep stored) {
    var sweep = stored.sweep();
    html.in(
        "p",
        () -> {
          PageFrame.when(html, visit, sweep.startedAt());
          html.text(" · ");
          html.text(
              visit.say(
                  "sweep.facts",
                  Map.of(
                      "answered", Integer.toString(sweep.coverage().answered()),
                      "requested", Integer.toString(sweep.coverage().requested()),
                      "seconds", Long.toString(Math.max(1, sweep.took().toSeconds())),
                      "rounds", Integer.toString(sweep.rounds().size()))));
          html.text(" · ");
          html.element("a", "HTML", "href", Links.sweep(sweep.id()) + ".html").text(" · ");
          html.element("a", "JSON", "href", Links.sweep(sweep.id()) + ".json");
        },
        "class",
        "sure");
  }

  private void report(Markup html, Visit visit, StoredSweep stored) {
    if (!stored.complete()) {
      html.element("p", visit.say("sweep.sofar"), "class", "legend");
    }
    HtmlReport.embed(past.report(stored), visit.catalogue(), html);
  }
}
