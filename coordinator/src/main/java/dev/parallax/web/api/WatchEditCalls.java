package dev.parallax.web.api;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.text.Printable;
import dev.parallax.watch.edit.FileChange;
import dev.parallax.watch.edit.MaintenanceChange;
import dev.parallax.watch.edit.RouteChange;
import dev.parallax.watch.edit.WatchChange;
import dev.parallax.watch.edit.WatchConflictException;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.api.ApiRecords.MaintenanceChanged;
import dev.parallax.web.api.ApiRecords.MaintenanceOrder;
import dev.parallax.web.api.ApiRecords.RouteChanged;
import dev.parallax.web.api.ApiRecords.RouteOrder;
import dev.parallax.web.api.ApiRecords.WatchChanged;
import dev.parallax.web.api.ApiRecords.WatchOrder;
import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The calls that change the watch file. */
final class WatchEditCalls {
  private static final String EMPTY_LIST = "none";

  private final WatchDesk desk;
  private final Audit audit;

  WatchEditCalls(WatchDesk desk, Audit audit) {
    this.desk = desk;
    this.audit = audit;
  }

  Answer add(Visit visit) {
    var order = order(visit);
    return changed(visit, WatchChange.add(order.target(), fields(order)), order.version(), 201);
  }

  Answer edit(Visit visit) {
    var order = order(visit);
    return changed(visit, WatchChange.edit(order.target(), fields(order)), order.version(), 200);
  }

  Answer remove(Visit visit) {
    var change = WatchChange.remove(visit.request().query("target"));
    return changed(visit, change, version(visit), 204);
  }

  private static Optional<String> version(Visit visit) {
    return Optional.of(visit.request().query("version")).filter(text -> !text.isEmpty());
  }

  private static WatchOrder order(Visit visit) {
    return ApiAnswers.read(visit.request().json(), WatchOrder.class);
  }

  private Answer changed(Visit visit, WatchChange change, Optional<String> version, int status) {
    return changed(
        visit,
        change,
        version,
        () ->
            change instanceof WatchChange.Remove
                ? Answer.of(status, ApiAnswers.TYPE, "")
                : ApiAnswers.of(status, new WatchChanged(change.target(), desk.version())));
  }

  Answer addRoute(Visit visit) {
    var order = routeOrder(visit);
    var change = RouteChange.add(order.name(), fields(order), secrets(order));
    return changed(visit, change, order.version(), () -> route(201, order.name()));
  }

  Answer editRoute(Visit visit) {
    var order = routeOrder(visit);
    var change = RouteChange.edit(order.name(), fields(order), secrets(order));
    return changed(visit, change, order.version(), () -> route(200, order.name()));
  }

  Answer removeRoute(Visit visit) {
    return changed(
        visit,
        new RouteChange.Remove(visit.request().query("name")),
        version(visit),
        () -> Answer.of(204, ApiAnswers.TYPE, ""));
  }

  Answer maintenance(Visit visit) {
    var order = ApiAnswers.read(visit.request().json(), MaintenanceOrder.class);
    return changed(
        visit,
        new MaintenanceChange(String.join("; ", order.windows())),
        order.version(),
        () -> ApiAnswers.of(200, new MaintenanceChanged(desk.version())));
  }

  private Answer route(int status, String name) {
    return ApiAnswers.of(status, new RouteChanged(name, desk.version()));
  }

  private static RouteOrder routeOrder(Visit visit) {
    return ApiAnswers.read(visit.request().json(), RouteOrder.class);
  }

  private Answer changed(
      Visit visit, FileChange change, Optional<String> version, Supplier<Answer> done) {
    try {
      desk.change(change, version);
    } catch (WatchConflictException conflict) {
      return ApiAnswers.error(409, Printable.message(conflict));
    }
    audit.record(visit.visitor().name(), Printable.of(change.described()));
    return done.get();
  }

  private static Map<String, String> fields(RouteOrder order) {
    var fields = new LinkedHashMap<String, String>();
    order.type().ifPresent(text -> fields.put("type", text));
    order.language().ifPresent(text -> fields.put("language", text));
    order.url().ifPresent(text -> fields.put("url", text));
    order.server().ifPresent(text -> fields.put("server", text));
    order.from().ifPresent(text -> fields.put("from", text));
    order.to().ifPresent(text -> fields.put("to", text));
    order.user().ifPresent(text -> fields.put("user", text));
    order.tls().ifPresent(text -> fields.put("tls", text));
    return fields;
  }

  private static Map<String, String> secrets(RouteOrder order) {
    var secrets = new LinkedHashMap<String, String>();
    order.secret().ifPresent(text -> secrets.put("secret", text));
    order.secretUrl().ifPresent(text -> secrets.put("secret-url", text));
    return secrets;
  }

  private static Map<String, String> fields(WatchOrder order) {
    var fields = new LinkedHashMap<String, String>();
    order.defaults().orElse(List.of()).forEach(key -> fields.put(key, ""));
    order.interval().ifPresent(text -> fields.put("interval", text));
    order.vantages().ifPresent(text -> fields.put("vantages", text));
    order.inside().ifPresent(selectors -> fields.put("inside", joined(selectors)));
    order.level().ifPresent(text -> fields.put("level", text));
    order.probability().ifPresent(number -> fields.put("probability", number.toString()));
    order.arms().ifPresent(words -> fields.put("arms", joined(words)));
    order.routes().ifPresent(names -> fields.put("routes", joined(names)));
    order.expiryDays().ifPresent(days -> fields.put("expiry-days", joined(days)));
    order
        .maintenance()
        .ifPresent(
            windows ->
                fields.put(
                    "maintenance", windows.isEmpty() ? EMPTY_LIST : String.join("; ", windows)));
    order.paused().ifPresent(paused -> fields.put("paused", paused ? "true" : ""));
    return fields;
  }

  private static String joined(List<?> items) {
    return items.isEmpty()
        ? EMPTY_LIST
        : items.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
