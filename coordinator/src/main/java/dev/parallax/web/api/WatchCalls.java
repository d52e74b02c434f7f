package dev.parallax.web.api;

import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import dev.parallax.report.json.Json;
import dev.parallax.report.words.IncidentWords;
import dev.parallax.store.SilenceRecord;
import dev.parallax.store.WatchStore;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import dev.parallax.text.Printable;
import dev.parallax.watch.browser.BrowserReports.FailureGroup;
import dev.parallax.watch.expiry.CertificateExpiry;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.message.CertificateMessage;
import dev.parallax.watch.phase.PhaseBook.SlowPhase;
import dev.parallax.watch.run.PastIncident;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.watch.run.WatchOverview;
import dev.parallax.watch.spec.MaintenanceWindow;
import dev.parallax.web.api.ApiRecords.BrowserReportGroup;
import dev.parallax.web.api.ApiRecords.BrowserReportGroups;
import dev.parallax.web.api.ApiRecords.IncidentEntry;
import dev.parallax.web.api.ApiRecords.Incidents;
import dev.parallax.web.api.ApiRecords.RouteEntry;
import dev.parallax.web.api.ApiRecords.ScopeEntry;
import dev.parallax.web.api.ApiRecords.SilenceEntry;
import dev.parallax.web.api.ApiRecords.SilenceOrder;
import dev.parallax.web.api.ApiRecords.SlowPhaseEntry;
import dev.parallax.web.api.ApiRecords.WatchEntry;
import dev.parallax.web.api.ApiRecords.Watches;
import dev.parallax.web.http.Answer;
import dev.parallax.web.request.Visit;
import dev.parallax.web.watch.IncidentText;
import dev.parallax.web.watch.StoredIncidents;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls about watches, incidents and silences. */
final class WatchCalls {
  private final WatchDesk desk;
  private final WatchStore store;
  private final Audit audit;

  WatchCalls(WatchDesk desk, WatchStore store, Audit audit) {
    this.desk = desk;
    this.store = store;
    this.audit = audit;
  }

  Answer incidents(Visit visit) {
    int limit = ApiOperations.limit(visit);
    var target = visit.request().query("target");
    var stored =
        target.isEmpty()
            ? store.incidents(limit)
            : store.incidents(Target.parse(target).name(), limit);
    return ApiAnswers.of(
        200,
        new Incidents(
            StoredIncidents.read(stored).stream().map(past -> incident(visit, past)).toList()));
  }

  private static IncidentEntry incident(Visit visit, PastIncident past) {
    return switch (past.subject()) {
      case PastIncident.Subject.OfTarget(var incident) -> ofTarget(visit, past, incident);
      case PastIncident.Subject.OfObserver(var trouble) ->
          new IncidentEntry(
              past.id(),
              Optional.empty(),
              "OBSERVER",
              Optional.empty(),
              Optional.of(Json.word(trouble)),
              Optional.empty(),
              Optional.empty(),
              IncidentWords.of(visit.catalogue().language()).say("observer." + trouble, Map.of()),
              past.openedAt(),
              past.openedAt(),
              past.closedAt(),
              Optional.empty());
      case PastIncident.Subject.OfCertificate(var certificate) ->
          ofCertificate(visit, past, certificate);
    };
  }

  private static IncidentEntry ofCertificate(
      Visit visit, PastIncident past, CertificateExpiry certificate) {
    var message =
        CertificateMessage.sentence(
            certificate, certificate.closedAt().orElse(visit.now()), visit.catalogue().language());
    return new IncidentEntry(
        past.id(),
        Optional.of(certificate.target()),
        "ORIGIN",
        Optional.empty(),
        Optional.of("certificate_expires"),
        Optional.empty(),
        Optional.empty(),
        message,
        past.openedAt(),
        past.openedAt(),
        past.closedAt(),
        Optional.empty());
  }

  private static IncidentEntry ofTarget(Visit visit, PastIncident past, Incident incident) {
    var finding = incident.finding();
    return new IncidentEntry(
        past.id(),
        Optional.of(incident.target()).filter(subject -> !Incident.isOfVantage(subject)),
        finding.blame().name(),
        Optional.of(finding.cause()).filter(code -> !code.isEmpty()),
        Cause.of(finding.cause()).map(Cause::word),
        Optional.of(
            new ScopeEntry(
                finding.attribute().word(),
                finding.value(),
                finding.affected().stream().map(VantageId::name).toList())),
        Optional.of(finding.probability()).filter(known -> known > 0),
        IncidentText.sentence(visit.catalogue(), finding),
        incident.since(),
        incident.openedAt(),
        incident.closedAt(),
        Optional.of(incident.sweep().value()));
  }

  Answer watches(Visit visit) {
    var now = desk.overview();
    return ApiAnswers.of(
        200,
        new Watches(
            now.watches().stream().map(WatchCalls::watch).toList(),
            now.routes().stream().map(WatchCalls::route).toList(),
            now.trouble().map(Json::word),
            now.mistakes(),
            now.maintenance().stream().map(MaintenanceWindow::text).toList(),
            desk.version()));
  }

  private static WatchEntry watch(WatchOverview.WatchState state) {
    var watch = state.watch();
    return new WatchEntry(
        watch.name(),
        watch.interval(),
        watch.vantages().toString(),
        watch.inside().stream().map(InsideVantages::toString).toList(),
        watch.level().word(),
        watch.probability(),
        watch.routes(),
        state.nextLook(),
        state.open().map(Incident::id),
        state.failing(),
        state.measured(),
        state.maintenance(),
        watch.paused(),
        state.unmatched().from(),
        state.unmatched().inside().stream().map(InsideVantages::toString).toList(),
        state.phases().slow().stream().map(WatchCalls::entry).toList(),
        state.silence().map(WatchCalls::entry));
  }

  private static SlowPhaseEntry entry(SlowPhase slow) {
    return new SlowPhaseEntry(
        slow.vantage().name(), Json.word(slow.phase()), length(slow.now()), length(slow.usual()));
  }

  private static Duration length(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }

  private static RouteEntry route(WatchOverview.RouteState state) {
    return new RouteEntry(
        state.route().name(),
        state.route().kind().word(),
        state.route().language().word(),
        state.route().hasSecret(),
        state.waiting(),
        state.last().map(last -> last.createdAt()),
        state.last().map(last -> last.error()));
  }

  private static SilenceEntry entry(SilenceRecord silence) {
    return new SilenceEntry(
        silence.target(), silence.startsAt(), silence.endsAt(), silence.author(), silence.reason());
  }

  Answer browserReports(Visit visit) {
    var wanted = visit.request().query("target");
    var targets =
        wanted.isEmpty() ? desk.browsers().targets() : List.of(Target.parse(wanted).name());
    return ApiAnswers.of(
        200,
        new BrowserReportGroups(
            targets.stream()
                .flatMap(
                    target ->
                        desk.browsers().groups(target).stream().map(group -> entry(target, group)))
                .toList()));
  }

  private static BrowserReportGroup entry(String target, FailureGroup group) {
    return new BrowserReportGroup(
        target,
        group.word().word(),
        Optional.of(group.place().network()).filter(known -> !known.isEmpty()),
        Optional.of(group.place().country()).filter(known -> !known.isEmpty()),
        group.reports(),
        group.requests());
  }

  Answer silence(Visit visit) {
    try {
      var order = ApiAnswers.read(visit.request().json(), SilenceOrder.class);
      var target = Target.parse(order.target()).name();
      var author = visit.visitor().name();
      var silence =
          desk.silence(target, Duration.ofMinutes(order.minutes()), order.reason(), author);
      audit.record(author, "silence " + Printable.of(target) + " until " + silence.endsAt());
      return ApiAnswers.of(201, entry(silence));
    } catch (IllegalArgumentException refused) {
      return ApiAnswers.error(400, Printable.message(refused));
    }
  }

  Answer unsilence(Visit visit) {
    var target = Target.parse(visit.request().query("target")).name();
    if (!desk.unsilence(target)) {
      return ApiAnswers.error(404, "expected a silenced target, got: " + target);
    }
    audit.record(visit.visitor().name(), "unsilence " + Printable.of(target));
    return Answer.of(204, ApiAnswers.TYPE, "");
  }
}
