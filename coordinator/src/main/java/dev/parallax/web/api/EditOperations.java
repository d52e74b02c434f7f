package dev.parallax.web.api;

import dev.parallax.web.api.ApiOperation.Parameter;
import dev.parallax.web.api.ApiOperation.Result;
import dev.parallax.web.api.ApiRecords.MaintenanceChanged;
import dev.parallax.web.api.ApiRecords.MaintenanceOrder;
import dev.parallax.web.api.ApiRecords.RouteChanged;
import dev.parallax.web.api.ApiRecords.RouteOrder;
import dev.parallax.web.api.ApiRecords.WatchChanged;
import dev.parallax.web.api.ApiRecords.WatchOrder;
import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Visit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The operations that change the watch file. */
final class EditOperations {
  private EditOperations() {}

  static List<ApiOperation> of(WatchEditCalls edits) {
    return List.of(
        watch("POST", "Adds a watch to the watch file.", 201, edits::add),
        watch("PATCH", "Changes, pauses or resumes a watch.", 200, edits::edit),
        removing(
            "/watches",
            "Removes a watch from the watch file.",
            new Parameter("target", "A target.", true),
            edits::remove),
        route("POST", "Adds a route to the watch file.", 201, edits::addRoute),
        route("PATCH", "Changes a route of the watch file.", 200, edits::editRoute),
        removing(
            "/routes",
            "Removes a route from the watch file.",
            new Parameter("name", "The name of the route.", true),
            edits::removeRoute),
        changing(
            "PUT",
            "/maintenance",
            "Sets the maintenance windows of all watches.",
            MaintenanceOrder.class,
            200,
            MaintenanceChanged.class,
            edits::maintenance));
  }

  private static ApiOperation watch(
      String method, String summary, int status, Function<Visit, Answer> answer) {
    return changing(
        method, "/watches", summary, WatchOrder.class, status, WatchChanged.class, answer);
  }

  private static ApiOperation route(
      String method, String summary, int status, Function<Visit, Answer> answer) {
    return changing(
        method, "/routes", summary, RouteOrder.class, status, RouteChanged.class, answer);
  }

  private static ApiOperation changing(
      String method,
      String path,
      String summary,
      Class<? extends Record> call,
      int status,
      Class<? extends Record> result,
      Function<Visit, Answer> answer) {
    return new ApiOperation(
        method,
        path,
        summary,
        List.of(),
        Optional.of(call),
        status,
        new Result.Of(result),
        List.of(400, 403, 409),
        answer);
  }

  private static ApiOperation removing(
      String path, String summary, Parameter subject, Function<Visit, Answer> answer) {
    var version = new Parameter("version", "Of the watch file; that in use when absent.", false);
    return new ApiOperation(
        "DELETE",
        path,
        summary,
        List.of(subject, version),
        Optional.empty(),
        204,
        new Result.Nothing(),
        List.of(400, 403, 409),
        answer);
  }
}
