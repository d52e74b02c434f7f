package dev.parallax.web;

import dev.parallax.fleet.VantageDirectory;
import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.enrolment.Admission;
import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.health.Vitals;
import dev.parallax.listener.RefusedConnections;
import dev.parallax.model.value.SweepId;
import dev.parallax.outlet.OutletFigures;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.store.failure.StoreException;
import dev.parallax.sweep.Sweeps;
import dev.parallax.watch.history.HealthyChanges;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.web.access.AccessControl;
import dev.parallax.web.access.HostNameCheck;
import dev.parallax.web.access.LoginThrottle;
import dev.parallax.web.access.Sessions;
import dev.parallax.web.access.WebConfig;
import dev.parallax.web.api.ApiOperations;
import dev.parallax.web.http.Answer;
import dev.parallax.web.http.HttpPort;
import dev.parallax.web.http.Limits;
import dev.parallax.web.live.LastHealthyCache;
import dev.parallax.web.live.RunningSweeps;
import dev.parallax.web.live.VerdictHistory;
import dev.parallax.web.metrics.CoordinatorMetrics;
import dev.parallax.web.metrics.Metrics;
import dev.parallax.web.metrics.SweepMeter;
import dev.parallax.web.nel.NelEndpoint;
import dev.parallax.web.pages.LoginPage;
import dev.parallax.web.pages.MessagePages;
import dev.parallax.web.pages.OverviewPage;
import dev.parallax.web.pages.PageRoutes;
import dev.parallax.web.pages.StartSweepAction;
import dev.parallax.web.pages.SweepPage;
import dev.parallax.web.pages.TargetPage;
import dev.parallax.web.request.Assets;
import dev.parallax.web.request.Languages;
import dev.parallax.web.request.Links;
import dev.parallax.web.request.WebRoutes;
import dev.parallax.web.watch.WatchPages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The coordinator's HTTP port: builds its parts in order. */
public final class WebServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);
  private static final int REMEMBERED = 5_000;
  private static final int RESTORED = 50;

  private final WebConfig config;
  private final HttpPort port;

  /**
   * The parts of the coordinator that the pages use.
   *
   * @param streams the number of open streams of agents
   * @param outlet empty for a coordinator without an outlet
   */
  public record Parts(
      Store store,
      VantageDirectory fleet,
      Sweeps sweeps,
      CertificateAuthority authority,
      Admission admission,
      Audit audit,
      Vitals vitals,
      RefusedConnections refused,
      IntSupplier streams,
      Supplier<Optional<OutletFigures>> outlet,
      WatchDesk watches,
      AddressDatabase places) {}

  /** Opens the port; when this returns it answers. */
  public static WebServer start(WebConfig config, Parts parts, Clock clock) throws IOException {
    return new WebServer(config, parts, clock);
  }

  private WebServer(WebConfig config, Parts parts, Clock clock) throws IOException {
    this.config = config;
    var random = new SecureRandom();
    var hosts = new HostNameCheck(config);
    var doors =
        new AccessControl(
            config,
            parts.admission(),
            new Sessions(random, clock),
            new LoginThrottle(clock),
            random);
    var assets = new Assets();
    var chronicle = new VerdictHistory(parts.store().verdicts(REMEMBERED));
    var meter = new SweepMeter();
    var board = new RunningSweeps(clock, chronicle, meter);
    var login = new LoginPage(doors, assets);
    var messages = new MessagePages(assets);
    var metrics =
        new Metrics(
            meter,
            parts.fleet(),
            parts.sweeps(),
            parts.refused(),
            new CoordinatorMetrics(parts.streams(), parts.store()::lease, parts.outlet()),
            parts.watches()::figures,
            clock);
    var watch =
        new WatchPages(
            parts.watches(),
            parts.store().watches(),
            new HealthyChanges(parts.sweeps(), parts.store()),
            parts.audit(),
            assets,
            messages);
    var overview =
        new OverviewPage(parts.store(), parts.fleet(), board, chronicle, watch.section(), assets);
    var reports =
        new SweepPage(
            parts.sweeps(), board, new LastHealthyCache(parts.sweeps(), chronicle), meter, assets);
    var start = new StartSweepAction(parts.sweeps(), parts.audit(), overview);
    var pages =
        new PageRoutes(
            overview, reports, new TargetPage(chronicle, watch.section(), assets), start, messages);
    var closed = pages.routes(login, metrics);
    watch.on(closed);
    ApiOperations.of(
            parts.fleet(),
            parts.sweeps(),
            parts.store(),
            parts.audit(),
            parts.watches(),
            start,
            reports,
            board)
        .on(closed);
    var openRoutes = open(assets, login, parts, messages);
    if (config.nel()) {
      new NelEndpoint(parts.watches().browsers(), parts.places()).on(openRoutes);
    }
    var site =
        new RequestGate(hosts, doors, new Languages(), openRoutes, closed, login, messages, clock);
    parts.sweeps().watch(board);
    this.port =
        config.isLocal()
            ? HttpPort.open(config.listen(), Limits.DEFAULT, site)
            : HttpPort.open(
                config.listen(),
                Limits.DEFAULT,
                parts.authority(),
                hosts.certified(config.listen()),
                site);
    Thread.ofVirtual().name("metrics-restore").start(() -> restore(parts, meter, clock));
    log.info("pages and metrics on {}", address());
  }

  /** The URL of the port. */
  public String address() {
    var bound = port.address();
    return (config.isLocal() ? "http://" : "https://") + name(bound) + ":" + bound.getPort() + "/";
  }

  @Override
  public void close() {
    port.close();
  }

  private static String name(InetSocketAddress bound) {
    if (bound.getAddress().isAnyLocalAddress()) {
      return "localhost";
    }
    var host = bound.getAddress().getHostAddress();
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static WebRoutes open(
      Assets assets, LoginPage login, Parts parts, MessagePages messages) {
    return new WebRoutes()
        .on("GET", "/healthz", visit -> Answer.text(200, "ok"))
        .on("GET", "/ready", visit -> ready(parts.store(), parts.vitals()))
        .on("GET", Links.LOGIN, login::show)
        .on("POST", Links.LOGIN, login::take)
        .below(
            "GET",
            Assets.FOLDER,
            visit -> assets.find(visit.request().path()).orElseGet(() -> messages.notFound(visit)));
  }

  /** Ready for sweeps: all threads work and the store answers. The port opens after the agents'. */
  private static Answer ready(Store store, Vitals vitals) {
    var trouble = vitals.trouble();
    if (trouble.isPresent()) {
      return Answer.text(503, trouble.get());
    }
    try {
      var _ = store.lastSweep();
      return Answer.text(200, "ready");
    } catch (StoreException failure) {
      log.warn("not ready", failure);
      return Answer.text(503, "the store does not answer");
    }
  }

  /** Figures of sweeps that ended shortly before a restart go on. */
  private static void restore(Parts parts, SweepMeter meter, Clock clock) {
    var since = clock.instant().minus(Metrics.RESULT_AGE);
    try {
      var stored = parts.store().sweeps(RESTORED);
      stored.stream()
          .filter(summary -> !summary.readable())
          .forEach(damaged -> meter.unreadable(damaged.id()));
      stored.stream()
          .filter(StoredSweepSummary::readable)
          .filter(
              storedSweepSummary ->
                  storedSweepSummary.complete() && storedSweepSummary.startedAt().isAfter(since))
          .map(StoredSweepSummary::id)
          .forEach(id -> restore(parts.store(), meter, id));
    } catch (StoreException trouble) {
      log.warn("the figures of earlier sweeps could not be read", trouble);
    }
  }

  /** An unreadable sweep has no figures; the other sweeps have. */
  private static void restore(Store store, SweepMeter meter, SweepId id) {
    try {
      store.sweep(id).ifPresent(stored -> meter.restore(stored.sweep(), stored.verdicts()));
    } catch (RuntimeException unreadable) {
      meter.unreadable(id);
      log.warn("the figures of sweep {} could not be read", id, unreadable);
    }
  }
}
