package dev.parallax.watch.run;

import dev.parallax.report.LastHealthy;
import dev.parallax.report.Report;
import dev.parallax.store.NotificationRecord;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepRequest.InsideVantages;
import dev.parallax.watch.expiry.ExpiryNotice;
import dev.parallax.watch.history.PastSweeps;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.incident.Notice;
import dev.parallax.watch.look.ObserverHealth;
import dev.parallax.watch.message.CertificateMessage;
import dev.parallax.watch.message.MessageWriter;
import dev.parallax.watch.message.ObserverMessage;
import dev.parallax.watch.route.NotificationOutbox;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.Watch;
import dev.parallax.watch.spec.WatchSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of notices, one for each route of the watch in the language of the route. */
final class IncidentMessages {
  private static final Logger log = LoggerFactory.getLogger(IncidentMessages.class);

  private final Sweeps sweeps;
  private final PastSweeps past;
  private final Supplier<WatchSet> watches;
  private final InstantSource clock;

  IncidentMessages(Sweeps sweeps, Store store, Supplier<WatchSet> watches, InstantSource clock) {
    this.sweeps = sweeps;
    this.past = new PastSweeps(store, sweeps::find);
    this.watches = watches;
    this.clock = clock;
  }

  List<NotificationRecord> of(Watch watch, Notice notice) {
    var set = watches.get();
    var unseen = watch.unmatched(sweeps.vantages()).inside();
    return of(notice, routes(watch, set), set, unseen);
  }

  /** Of a vantage, to the routes of all watches that report vantages. */
  List<NotificationRecord> ofVantage(Notice notice) {
    var set = watches.get();
    var routes =
        set.watches().stream()
            .filter(VantageIncidents::reports)
            .flatMap(watch -> routes(watch, set).stream())
            .distinct()
            .toList();
    return of(notice, routes, set, List.of());
  }

  private List<NotificationRecord> of(
      Notice notice, List<AlertRoute> routes, WatchSet set, List<InsideVantages> unmatched) {
    if (routes.isEmpty()) {
      return List.of();
    }
    var report = report(notice);
    return routes.stream()
        .map(
            route ->
                NotificationOutbox.pending(
                    route.name(),
                    new MessageWriter(route.language(), set.link())
                        .write(notice, report, unmatched),
                    clock.instant()))
        .toList();
  }

  List<NotificationRecord> of(Watch watch, ExpiryNotice notice) {
    var set = watches.get();
    return routes(watch, set).stream()
        .map(
            route ->
                NotificationOutbox.pending(
                    route.name(),
                    CertificateMessage.of(notice, route.language(), set.link()),
                    clock.instant()))
        .toList();
  }

  private static List<AlertRoute> routes(Watch watch, WatchSet set) {
    return watch.routes().stream().flatMap(name -> set.route(name).stream()).toList();
  }

  /** To every route. */
  List<NotificationRecord> of(
      ObserverHealth.Trouble trouble, Instant since, Optional<Instant> end) {
    return watches.get().routes().stream()
        .map(
            route ->
                NotificationOutbox.pending(
                    route.name(),
                    ObserverMessage.of(trouble, since, end, route.language()),
                    clock.instant()))
        .toList();
  }

  /** The sweep of an incident that no verdict decides may run, or be older than the failure. */
  private boolean describes(Incident incident) {
    return incident.finding().isDecided()
        || sweeps
            .find(incident.sweep())
            .filter(StoredSweep::complete)
            .filter(stored -> !stored.sweep().startedAt().isBefore(incident.since()))
            .isPresent();
  }

  /** A sweep that cannot be read costs the message its details, not its delivery. */
  private Optional<Report> report(Notice notice) {
    try {
      return past.report(notice.incident().sweep())
          .filter(found -> describes(notice.incident()))
          .map(found -> LastHealthy.with(found, LastHealthy.search(found, past)));
    } catch (RuntimeException unreadable) {
      log.warn("sweep {} cannot be read for a message", notice.incident().sweep(), unreadable);
      return Optional.empty();
    }
  }
}
