package dev.parallax.web.watch;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.model.endpoint.Target;
import dev.parallax.text.Printable;
import dev.parallax.watch.edit.WatchChange;
import dev.parallax.watch.edit.WatchConflictException;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.http.Answer;
import dev.parallax.web.pages.MessagePages;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import dev.parallax.web.request.WebRoutes;
import java.util.Optional;
import java.util.function.Function;

/** What posted forms change in the watch file. */
final class WatchEditActions {
  private final WatchDesk desk;
  private final Audit audit;
  private final WatchEditPage page;
  private final WatchesPage list;
  private final MessagePages messages;

  WatchEditActions(
      WatchDesk desk, Audit audit, WatchEditPage page, WatchesPage list, MessagePages messages) {
    this.desk = desk;
    this.audit = audit;
    this.page = page;
    this.list = list;
    this.messages = messages;
  }

  void on(WebRoutes routes) {
    routes
        .on("GET", Links.WATCH_EDIT, this::show)
        .on("GET", Links.WATCH_ADD, this::blank)
        .on("POST", Links.WATCH_ADD, this::save)
        .on("POST", Links.WATCH_EDIT, this::save)
        .on("POST", Links.WATCH_REMOVE, visit -> button(visit, WatchChange::remove))
        .on("POST", Links.WATCH_PAUSE, visit -> button(visit, WatchChange::pause))
        .on("POST", Links.WATCH_RESUME, visit -> button(visit, WatchChange::resume));
  }

  private Answer blank(Visit visit) {
    return Answer.html(200, page.write(visit, WatchForm.empty(desk), Optional.empty()));
  }

  private Answer show(Visit visit) {
    try {
      var name = Target.parse(visit.request().query("name")).name();
      return Answer.html(200, page.write(visit, WatchForm.of(desk, name), Optional.empty()));
    } catch (IllegalArgumentException unknown) {
      return messages.notFound(visit);
    }
  }

  private Answer save(Visit visit) {
    var form = WatchForm.of(visit.request());
    return answer(
        visit,
        visited -> form.change(),
        (status, problem) -> Answer.html(status, page.write(visit, form, Optional.of(problem))));
  }

  /** A change without a form of its own: its error is shown above the watches. */
  private Answer button(Visit visit, Function<String, WatchChange> change) {
    return answer(
        visit,
        visited -> change.apply(Target.parse(visited.request().field("target")).name()),
        (status, problem) ->
            Answer.html(
                status,
                list.write(visit, SilenceForm.of(""), Optional.empty(), Optional.of(problem))));
  }

  /** What is shown of a refused change. */
  @FunctionalInterface
  private interface RefusalPage {
    Answer of(int status, String problem);
  }

  private Answer answer(Visit visit, Function<Visit, WatchChange> change, RefusalPage refusal) {
    try {
      var wanted = change.apply(visit);
      var version = Optional.of(visit.request().field("version")).filter(text -> !text.isEmpty());
      desk.change(wanted, version);
      audit.record(visit.visitor().name(), Printable.of(wanted.described()));
      return Answer.seeOther(Links.WATCHES);
    } catch (IllegalArgumentException refused) {
      return refusal.of(400, Printable.message(refused));
    } catch (WatchConflictException conflict) {
      return refusal.of(409, Printable.message(conflict));
    }
  }
}
