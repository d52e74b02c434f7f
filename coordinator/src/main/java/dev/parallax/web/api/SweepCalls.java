package dev.parallax.web.api;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.TargetLine;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.NoVantagesException;
import dev.parallax.sweep.request.SweepLimits;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.text.Printable;
import dev.parallax.web.api.ApiRecords.SweepOrder;
import dev.parallax.web.api.ApiRecords.SweepStart;
import dev.parallax.web.api.ApiRecords.SweepSummaries;
import dev.parallax.web.api.ApiRecords.SweepSummaryEntry;
import dev.parallax.web.http.Answer;
import dev.parallax.web.http.EventStream;
import dev.parallax.web.live.RunningSweeps;
import dev.parallax.web.pages.StartSweepAction;
import dev.parallax.web.pages.SweepPage;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The calls about sweeps. */
final class SweepCalls {
  private static final int TARGETS = 100;
  private static final String ID = "[a-z0-9][a-z0-9-]{0,39}";

  private final Sweeps sweeps;
  private final Store store;
  private final StartSweepAction start;
  private final SweepPage reports;
  private final RunningSweeps board;

  SweepCalls(
      Sweeps sweeps, Store store, StartSweepAction start, SweepPage reports, RunningSweeps board) {
    this.sweeps = sweeps;
    this.store = store;
    this.start = start;
    this.reports = reports;
    this.board = board;
  }

  Answer list(Visit visit) {
    int limit = ApiOperations.limit(visit);
    return ApiAnswers.of(
        200, new SweepSummaries(store.sweeps(limit).stream().map(SweepCalls::entry).toList()));
  }

  private static SweepSummaryEntry entry(StoredSweepSummary stored) {
    return new SweepSummaryEntry(
        stored.id().value(),
        stored.startedAt(),
        stored.targets().stream().map(target -> target.name()).toList(),
        stored.complete(),
        !stored.readable());
  }

  Answer start(Visit visit) {
    try {
      var request = request(ApiAnswers.read(visit.request().json(), SweepOrder.class));
      return start
          .begin(request, visit.visitor())
          .map(SweepCalls::started)
          .orElseGet(() -> ApiAnswers.error(429, StartSweepAction.busy(visit)));
    } catch (IllegalArgumentException | NoVantagesException refused) {
      return ApiAnswers.error(400, Printable.message(refused));
    }
  }

  private static Answer started(SweepId sweep) {
    var report = Links.API + "/sweeps/" + sweep.value();
    return ApiAnswers.of(202, new SweepStart(sweep.value(), report, report + "/events"))
        .with("location", report);
  }

  private static SweepRequest request(SweepOrder order) {
    if (order.targets().isEmpty() || order.targets().size() > TARGETS) {
      throw new IllegalArgumentException(
          "a sweep started here has 1 to " + TARGETS + " targets, got: " + order.targets().size());
    }
    var lines = order.targets().stream().map(TargetLine::parse).distinct().toList();
    return new SweepRequest(
            lines.stream().map(TargetLine::target).toList(),
            VantageSelector.parse(order.from().orElse("")),
            order.inside().orElse(List.of()).stream()
                .map(
                    text ->
                        new SweepRequest.InsideVantages(
                            VantageSelector.parse(text), Optional.empty()))
                .toList(),
            order.trials().orElse(SweepRequest.DEFAULT_TRIALS),
            SweepRequest.DEFAULT_DEADLINE,
            SweepRequest.DEFAULT_STEP_TIMEOUT,
            order.arms().orElse(List.of()).stream()
                .map(SweepCalls::arm)
                .collect(Collectors.toSet()),
            SweepLimits.DEFAULT,
            Family.ANY)
        .exchanging(lines);
  }

  private static Arm arm(String word) {
    return Arm.of(word)
        .orElseThrow(
            () -> new IllegalArgumentException("expected the word of an arm, got: " + word));
  }

  /** The report of a sweep, or its events. */
  Answer below(Visit visit) {
    var rest = visit.request().path().substring((Links.API + "/sweeps/").length());
    if (rest.endsWith("/events")) {
      return events(visit, rest.substring(0, rest.length() - "/events".length()));
    }
    return rest.matches(ID) ? report(visit, new SweepId(rest)) : unknown(rest);
  }

  private Answer report(Visit visit, SweepId id) {
    try {
      return reports
          .json(visit, id)
          .map(document -> Answer.of(200, ApiAnswers.TYPE, document))
          .orElseGet(() -> unknown(id.value()));
    } catch (RuntimeException unshowable) {
      return reports.noJson(visit, id, unshowable);
    }
  }

  private Answer events(Visit visit, String name) {
    if (!name.matches(ID)) {
      return unknown(name);
    }
    var id = new SweepId(name);
    if (board.running(id).isEmpty() && sweeps.find(id).isEmpty()) {
      return unknown(name);
    }
    var last = visit.request().header("last-event-id").orElse("0");
    if (!last.matches("[0-9]{1,9}")) {
      return ApiAnswers.error(400, "expected a number as Last-Event-ID, got: " + last);
    }
    long skipped = Long.parseLong(last);
    return Answer.events(stream -> follow(visit, stream, id, skipped));
  }

  private void follow(Visit visit, EventStream stream, SweepId id, long skipped) {
    var events = new SweepEvents(stream, visit.catalogue(), skipped);
    try {
      if (!sweeps.follow(id, skipped, events)) {
        events.failed(new IllegalStateException("the sweep has ended without a result"));
      }
    } catch (RuntimeException interrupted) {
      events.failed(interrupted);
    }
  }

  private static Answer unknown(String name) {
    return ApiAnswers.error(404, "expected the id of a sweep, got: " + name);
  }
}
