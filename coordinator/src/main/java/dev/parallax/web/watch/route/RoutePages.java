package dev.parallax.web.watch.route;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.text.Printable;
import dev.parallax.watch.edit.FileChange;
import dev.parallax.watch.edit.MaintenanceChange;
import dev.parallax.watch.edit.RouteChange;
import dev.parallax.watch.edit.WatchConflictException;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.http.Answer;
import dev.parallax.web.pages.MessagePages;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import dev.parallax.web.request.WebRoutes;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The paths that change routes and maintenance windows, for authorised visitors. */
public final class RoutePages {
  private final WatchDesk desk;
  private final Audit audit;
  private final RouteEditPage page;
  private final MaintenancePage maintenance;
  private final MessagePages messages;

  public RoutePages(WatchDesk desk, Audit audit, Assets assets, MessagePages messages) {
    this.desk = desk;
    this.audit = audit;
    this.page = new RouteEditPage(assets);
    this.maintenance = new MaintenancePage(assets);
    this.messages = messages;
  }

  public void on(WebRoutes routes) {
    routes
        .on("GET", Links.ROUTE_ADD, visit -> html(visit, RouteForm.empty(desk)))
        .on("GET", Links.ROUTE_EDIT, this::show)
        .on("POST", Links.ROUTE_ADD, visit -> save(visit, true))
        .on("POST", Links.ROUTE_EDIT, visit -> save(visit, false))
        .on("POST", Links.ROUTE_REMOVE, this::remove)
        .on("GET", Links.MAINTENANCE, this::windows)
        .on("POST", Links.MAINTENANCE, this::saveWindows);
  }

  private Answer html(Visit visit, RouteForm form) {
    return Answer.html(200, page.write(visit, form, Optional.empty()));
  }

  private Answer show(Visit visit) {
    try {
      return html(visit, RouteForm.of(desk, visit.request().query("name")));
    } catch (IllegalArgumentException unknown) {
      return messages.notFound(visit);
    }
  }

  private Answer save(Visit visit, boolean isNew) {
    var form = RouteForm.posted(desk, visit.request(), isNew);
    return changed(
        visit,
        () -> form.change(visit.request()),
        (status, problem) -> Answer.html(status, page.write(visit, form, Optional.of(problem))));
  }

  private Answer remove(Visit visit) {
    var name = visit.request().field("name");
    try {
      var form = RouteForm.of(desk, name);
      return changed(
          visit,
          () -> new RouteChange.Remove(name),
          (status, problem) -> Answer.html(status, page.write(visit, form, Optional.of(problem))));
    } catch (IllegalArgumentException unknown) {
      return messages.notFound(visit);
    }
  }

  private Answer windows(Visit visit) {
    var version = desk.version();
    return Answer.html(
        200, maintenance.write(visit, desk.maintenance(), version, Optional.empty()));
  }

  private Answer saveWindows(Visit visit) {
    var windows = visit.request().field("windows");
    return changed(
        visit,
        () -> new MaintenanceChange(windows.strip().replaceAll("\\s*[\\r\\n]+\\s*", "; ")),
        (status, problem) ->
            Answer.html(
                status,
                maintenance.write(
                    visit, windows, visit.request().field("version"), Optional.of(problem))));
  }

  /**
   * Makes a change.
   *
   * @param refusal the page of a refused change, by its status and error
   */
  private Answer changed(
      Visit visit, Supplier<FileChange> change, BiFunction<Integer, String, Answer> refusal) {
    try {
      var wanted = change.get();
      var version = Optional.of(visit.request().field("version")).filter(text -> !text.isEmpty());
      desk.change(wanted, version);
      audit.record(visit.visitor().name(), Printable.of(wanted.described()));
      return Answer.seeOther(Links.WATCHES);
    } catch (IllegalArgumentException refused) {
      return refusal.apply(400, Printable.message(refused));
    } catch (WatchConflictException conflict) {
      return refusal.apply(409, Printable.message(conflict));
    }
  }
}
