package dev.parallax.web.watch;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.verdict.Blame;
import dev.parallax.report.html.Markup;
import dev.parallax.store.WatchStore;
import dev.parallax.watch.history.HealthyChanges;
import dev.parallax.watch.incident.Availability;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.watch.run.WatchOverview.WatchState;
import dev.parallax.web.pages.TargetSection;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The watch of a target on its page: the state now, the silence, and its incidents over time. */
final class TargetWatch implements TargetSection {
  private static final int INCIDENTS = 200;
  private static final Duration LONGEST = Duration.ofDays(30);

  private final WatchDesk desk;
  private final WatchStore store;
  private final HealthyChanges changes;

  TargetWatch(WatchDesk desk, WatchStore store, HealthyChanges changes) {
    this.desk = desk;
    this.store = store;
    this.changes = changes;
  }

  @Override
  public boolean knows(Target target) {
    return desk.overview().watch(target.name()).isPresent();
  }

  @Override
  public Optional<Blame> blame(Target target) {
    return desk.overview()
        .watch(target.name())
        .filter(state -> !state.watch().paused())
        .filter(state -> state.isLookedAt() || state.open().isPresent())
        .map(WatchCard::blame);
  }

  @Override
  public void writeLine(Markup html, Visit visit, Target target) {
    desk.overview()
        .watch(target.name())
        .ifPresent(state -> html.in("p", () -> WatchCard.now(html, visit, state)));
  }

  @Override
  public void writeState(Markup html, Visit visit, Target target) {
    desk.overview()
        .watch(target.name())
        .ifPresent(
            state ->
                html.in(
                    "section",
                    () -> state(html, visit, state),
                    "class",
                    "verdict " + WatchCard.tone(state)));
  }

  private static void state(Markup html, Visit visit, WatchState state) {
    var interval = IncidentText.length(visit, state.watch().interval());
    html.element("p", visit.say("target.now", "interval", interval), "class", "sure");
    WatchCard.status(html, visit, state);
  }

  @Override
  public void write(Markup html, Visit visit, Target target) {
    desk.overview()
        .watch(target.name())
        .ifPresent(
            state -> {
              html.in("section", () -> now(html, visit, state), "class", "start");
              BrowserTable.write(html, visit, desk.browsers().groups(target.name()));
              html.in("section", () -> timeline(html, visit, state));
              html.in("section", () -> PhaseTable.write(html, visit, state.phases()));
            });
  }

  private void now(Markup html, Visit visit, WatchState state) {
    html.element("h2", visit.say("watch"));
    html.element("p", WatchCard.facts(visit, state), "class", "legend");
    changes
        .latest(state.watch().target().target(), visit.now())
        .ifPresent(comparison -> ChangeList.write(html, visit, comparison));
    if (state.silence().isEmpty()) {
      html.in(
          "details",
          () -> {
            html.element("summary", visit.say("silence"));
            var name = state.watch().name();
            SilenceForm.of(name).write(html, visit, List.of(name), Optional.empty());
          });
    }
    html.in(
        "p",
        () -> {
          html.text(visit.say("watch.badge") + " ");
          var link = Links.badge(state.watch().target().target());
          html.element("a", link, "href", link);
        },
        "class",
        "legend");
  }

  private void timeline(Markup html, Visit visit, WatchState state) {
    html.element("h2", visit.say("incidents"));
    var past = StoredIncidents.read(store.incidents(state.watch().name(), INCIDENTS));
    var incidents = past.stream().flatMap(one -> one.incident().stream()).toList();
    if (!state.watch().paused()) {
      html.element("p", availability(visit, state, incidents), "class", "availability");
    }
    IncidentsPage.list(html, visit, "target", past, changes);
    if (past.size() == INCIDENTS) {
      html.element("p", visit.say("incidents.rest", "count", INCIDENTS), "class", "legend");
    }
  }

  private static String availability(Visit visit, WatchState state, List<Incident> incidents) {
    var first = visit.now().minus(LONGEST);
    var from = state.since().isAfter(first) ? state.since() : first;
    var availability = Availability.of(incidents, from, visit.now());
    var lost =
        availability.lostPercent().entrySet().stream()
            .map(
                entry ->
                    visit.catalogue().blame(entry.getKey())
                        + " "
                        + String.format(Locale.ROOT, "%.2f", entry.getValue()))
            .collect(Collectors.joining(", "));
    var percent = String.format(Locale.ROOT, "%.2f %%", availability.percent());
    return visit.say(
        "availability",
        Map.of(
            "length",
            IncidentText.length(visit, availability.watched()),
            "value",
            lost.isEmpty() ? percent : percent + "; " + lost));
  }
}
