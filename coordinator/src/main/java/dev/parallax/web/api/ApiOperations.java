package dev.parallax.web.api;

import dev.parallax.fleet.VantageDirectory;
import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.report.json.Json;
import dev.parallax.store.Store;
import dev.parallax.sweep.Sweeps;
import dev.parallax.text.Printable;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.api.ApiOperation.Parameter;
import dev.parallax.web.api.ApiOperation.Result;
import dev.parallax.web.api.ApiRecords.BrowserReportGroups;
import dev.parallax.web.api.ApiRecords.Incidents;
import dev.parallax.web.api.ApiRecords.SilenceEntry;
import dev.parallax.web.api.ApiRecords.SilenceOrder;
import dev.parallax.web.api.ApiRecords.SweepOrder;
import dev.parallax.web.api.ApiRecords.SweepStart;
import dev.parallax.web.api.ApiRecords.SweepSummaries;
import dev.parallax.web.api.ApiRecords.VantageEntry;
import dev.parallax.web.api.ApiRecords.Vantages;
import dev.parallax.web.api.ApiRecords.Watches;
import dev.parallax.web.http.Answer;
import dev.parallax.web.live.RunningSweeps;
import dev.parallax.web.pages.StartSweepAction;
import dev.parallax.web.pages.SweepPage;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.Visit;
import dev.parallax.web.request.WebRoutes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** All operations of the API, and its document. */
public final class ApiOperations {
  static final String REPORT_SCHEMA = "/sweep.schema.json";
  private static final String DOCUMENT = "/openapi.json";
  private static final int MOST = 1_000;
  private static final int DEFAULT = 50;
  private static final Parameter LIMIT =
      new Parameter("limit", "1 to 1000; 50 when absent.", false);
  private static final Parameter TARGET = new Parameter("target", "A target.", false);

  private final VantageDirectory fleet;
  private final List<ApiOperation> operations;
  private final String document;

  ApiOperations(
      VantageDirectory fleet, SweepCalls sweeps, WatchCalls watches, WatchEditCalls edits) {
    this.fleet = fleet;
    this.operations =
        Stream.concat(operations(sweeps, watches).stream(), EditOperations.of(edits).stream())
            .toList();
    this.document = OpenApiDocument.of(operations);
  }

  private List<ApiOperation> operations(SweepCalls sweeps, WatchCalls watches) {
    return List.of(
        get("/vantages", "All vantages.", List.of(), of(Vantages.class), this::vantages),
        get(
            "/sweeps",
            "Stored sweeps, the newest first.",
            List.of(LIMIT),
            of(SweepSummaries.class),
            sweeps::list),
        post("/sweeps", "Starts a sweep.", SweepOrder.class, 202, SweepStart.class, sweeps::start),
        get(
            "/sweeps/{id}",
            "The report of a sweep; of a running sweep the report so far.",
            List.of(),
            new Result.Report(),
            sweeps::below),
        get(
            "/sweeps/{id}/events",
            "The events of a sweep from the first on, and those to come.",
            List.of(),
            new Result.Events(),
            sweeps::below),
        get(
            "/incidents",
            "Incidents, the last opened first.",
            List.of(TARGET, LIMIT),
            of(Incidents.class),
            watches::incidents),
        get(
            "/watches",
            "The watches and routes of the watch file.",
            List.of(),
            of(Watches.class),
            watches::watches),
        get(
            "/browser-reports",
            "Reports of browsers on watched targets (W3C Network Error Logging), by failure and"
                + " place.",
            List.of(TARGET),
            of(BrowserReportGroups.class),
            watches::browserReports),
        post(
            "/silences",
            "Silences a watched target from now on.",
            SilenceOrder.class,
            201,
            SilenceEntry.class,
            watches::silence),
        new ApiOperation(
            "DELETE",
            "/silences",
            "Ends the silence of a target.",
            List.of(new Parameter("target", "A target.", true)),
            Optional.empty(),
            204,
            new Result.Nothing(),
            List.of(400, 403, 404),
            watches::unsilence),
        get(
            REPORT_SCHEMA,
            "The JSON Schema of a report.",
            List.of(),
            new Result.Document(),
            visit -> schema()),
        get(DOCUMENT, "This document.", List.of(), new Result.Document(), visit -> document()));
  }

  /** The API over the parts of the pages. */
  public static ApiOperations of(
      VantageDirectory fleet,
      Sweeps sweeps,
      Store store,
      Audit audit,
      WatchDesk watches,
      StartSweepAction start,
      SweepPage reports,
      RunningSweeps board) {
    return new ApiOperations(
        fleet,
        new SweepCalls(sweeps, store, start, reports, board),
        new WatchCalls(watches, store.watches(), audit),
        new WatchEditCalls(watches, audit));
  }

  private static Result of(Class<? extends Record> type) {
    return new Result.Of(type);
  }

  private static ApiOperation get(
      String path,
      String summary,
      List<Parameter> parameters,
      Result result,
      Function<Visit, Answer> answer) {
    var errors = path.contains("{id}") || !parameters.isEmpty() ? List.of(400, 404) : List.of(404);
    return new ApiOperation(
        "GET", path, summary, parameters, Optional.empty(), 200, result, errors, answer);
  }

  private static ApiOperation post(
      String path,
      String summary,
      Class<? extends Record> call,
      int status,
      Class<? extends Record> result,
      Function<Visit, Answer> answer) {
    return new ApiOperation(
        "POST",
        path,
        summary,
        List.of(),
        Optional.of(call),
        status,
        of(result),
        List.of(400, 403, 429),
        answer);
  }

  /** Adds the paths. */
  public void on(WebRoutes routes) {
    for (var operation : operations) {
      var path = Links.API + operation.path();
      int id = path.indexOf("{id}");
      if (id < 0) {
        routes.on(operation.method(), path, visit -> guarded(visit, operation));
      } else {
        routes.below(operation.method(), path.substring(0, id), visit -> guarded(visit, operation));
      }
    }
  }

  /** A malformed parameter is an error of the call. */
  private static Answer guarded(Visit visit, ApiOperation operation) {
    try {
      return operation.answer().apply(visit);
    } catch (IllegalArgumentException malformed) {
      return ApiAnswers.error(400, Printable.message(malformed));
    }
  }

  static int limit(Visit visit) {
    var text = visit.request().query("limit");
    if (text.isEmpty()) {
      return DEFAULT;
    }
    if (!text.matches("[0-9]{1,4}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST) {
      throw new IllegalArgumentException("expected a limit of 1 to " + MOST + ", got: " + text);
    }
    return Integer.parseInt(text);
  }

  private Answer vantages(Visit visit) {
    return ApiAnswers.of(
        200, new Vantages(fleet.enrolled().stream().map(ApiOperations::entry).toList()));
  }

  private static VantageEntry entry(VantageDirectory.DirectoryEntry member) {
    return new VantageEntry(
        member.now().id().name(),
        Json.word(member.state()),
        member.now().labels(),
        member.now().agentVersion(),
        member.lastHeard(),
        member.certificateNotAfter());
  }

  private Answer document() {
    return Answer.of(200, ApiAnswers.TYPE, document);
  }

  private static Answer schema() {
    var name = "/dev/parallax/report/document/sweep.schema.json";
    try (var stream = ApiOperations.class.getResourceAsStream(name)) {
      var bytes = Objects.requireNonNull(stream, name).readAllBytes();
      return Answer.of(200, ApiAnswers.TYPE, new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
