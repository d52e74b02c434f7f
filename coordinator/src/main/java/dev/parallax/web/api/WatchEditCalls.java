package dev.parallax.web.api;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.text.Printable;
import dev.parallax.watch.edit.WatchChange;
import dev.parallax.watch.edit.WatchConflictException;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.api.ApiRecords.WatchChanged;
import dev.parallax.web.api.ApiRecords.WatchOrder;
import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    var version = Optional.of(visit.request().query("version")).filter(text -> !text.isEmpty());
    return changed(visit, change, version, 204);
  }

  private static WatchOrder order(Visit visit) {
    return ApiAnswers.read(visit.request().json(), WatchOrder.class);
  }

  private Answer changed(Visit visit, WatchChange change, Optional<String> version, int status) {
    try {
      desk.change(change, version);
    } catch (WatchConflictException conflict) {
      return ApiAnswers.error(409, Printable.message(conflict));
    }
    audit.record(visit.visitor().name(), Printable.of(change.described()));
    return change instanceof WatchChange.Remove
        ? Answer.of(status, ApiAnswers.TYPE, "")
        : ApiAnswers.of(status, new WatchChanged(change.target(), desk.version()));
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
    order.paused().ifPresent(paused -> fields.put("paused", paused ? "true" : ""));
    return fields;
  }

  private static String joined(List<?> items) {
    return items.isEmpty()
        ? EMPTY_LIST
        : items.stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
