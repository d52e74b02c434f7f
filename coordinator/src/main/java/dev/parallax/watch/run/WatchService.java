package dev.parallax.watch.run;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.health.Vital;
import dev.parallax.health.Vitals;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.store.SilenceRecord;
import dev.parallax.store.Store;
import dev.parallax.sweep.Sweeps;
import dev.parallax.watch.browser.BrowserWitnesses;
import dev.parallax.watch.edit.FileChange;
import dev.parallax.watch.edit.WatchFileEditor;
import dev.parallax.watch.expiry.ShownChains;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.incident.WatchEvent;
import dev.parallax.watch.look.ObserverHealth;
import dev.parallax.watch.phase.PhaseTimes;
import dev.parallax.watch.route.DeliveryException;
import dev.parallax.watch.route.Heartbeat;
import dev.parallax.watch.route.NotificationOutbox;
import dev.parallax.watch.route.Receivers;
import dev.parallax.watch.schedule.RunningLooks;
import dev.parallax.watch.schedule.WatchSchedule;
import dev.parallax.watch.spec.Watch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the watches of a file: starts looks in time and passes their results to the incidents. */
public final class WatchService implements WatchDesk, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WatchService.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration END = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final long REREAD_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long DELIVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final WatchFile file;
  private final InstantSource clock;
  private final Ticker ticker;
  private final WatchSchedule schedule;
  private final RunningLooks running;
  private final ObserverHealth observer = new ObserverHealth();
  private final IncidentLedger ledger;
  private final VantageIncidents vantages;
  private final ObserverLedger observers;
  private final CertificateLedger certificates;
  private final PhaseLedger phases;
  private final Receivers receivers;
  private final NotificationOutbox outbox;
  private final Silences silences;
  private final AlertSuppression suppression;
  private final WatchBeginnings beginnings;
  private final Heartbeat heartbeat;
  private final LookChain looks;
  private final WatchRoster roster;
  private final OverviewReader reader;
  private final WatchFileEditor editor;
  private final BrowserWitnesses browsers;
  private final BrowserSweeps browserSweeps;
  private final BlockingQueue<Runnable> results = new LinkedBlockingQueue<>();
  private final Thread thread;
  private long reread;
  private long delivered;
  private volatile WatchFigures figures = WatchFigures.NONE;
  private volatile WatchOverview overview = WatchOverview.NONE;

  /** Starts watching; interrupted looks of an earlier process are deleted first. */
  public static WatchService start(
      WatchFile file, Sweeps sweeps, Store store, InstantSource clock, Vitals vitals) {
    return new WatchService(file, sweeps, store, clock, Ticker.systemTicker(), vitals);
  }

  WatchService(
      WatchFile file,
      Sweeps sweeps,
      Store store,
      InstantSource clock,
      Ticker ticker,
      Vitals vitals) {
    this.file = file;
    this.clock = clock;
    this.ticker = ticker;
    this.schedule = new WatchSchedule(ticker.read());
    this.running = new RunningLooks(schedule);
    this.reread = ticker.read();
    this.delivered = ticker.read();
    store.watches().dropInterruptedLooks();
    var messages = new IncidentMessages(sweeps, store, file::current, clock);
    this.silences = new Silences(store.watches(), clock);
    this.suppression = new AlertSuppression(observer, store, silences, clock);
    this.ledger = new IncidentLedger(store.watches(), messages::of, messages::ofVantage);
    this.vantages =
        new VantageIncidents(
            ledger,
            file::current,
            sweeps::vantages,
            observer::add,
            () -> suppression.observerTrouble().isPresent());
    this.observers = new ObserverLedger(store.watches(), messages::of);
    this.certificates = new CertificateLedger(store.watches(), messages::of);
    this.phases = new PhaseLedger(store.watches());
    this.receivers = new Receivers(clock);
    this.outbox = new NotificationOutbox(store.watches(), receivers::of, clock);
    this.heartbeat = new Heartbeat(clock);
    this.beginnings = new WatchBeginnings(store.watches(), clock);
    this.looks =
        new LookChain(sweeps, store, ticker, results::add, this::on, vantages, this::looked);
    this.browsers = new BrowserWitnesses(clock);
    this.browserSweeps = new BrowserSweeps(browsers, looks);
    this.roster =
        new WatchRoster(file, schedule, ledger, certificates, phases, beginnings, browsers, clock);
    this.reader =
        new OverviewReader(
            file,
            store.watches(),
            schedule,
            ledger,
            beginnings,
            phases,
            sweeps::vantages,
            clock,
            ticker);
    this.editor = new WatchFileEditor(file);
    follow();
    this.thread = vitals.start("watches", PATIENCE, this::run);
    log.info("watching {} targets", file.current().watches().size());
  }

  @Override
  public BrowserWitnesses browsers() {
    return browsers;
  }

  @Override
  public WatchFigures figures() {
    return figures;
  }

  @Override
  public WatchOverview overview() {
    return overview.with(silences::of);
  }

  @Override
  public SilenceRecord silence(String target, Duration length, String reason, String author) {
    return silences.begin(overview.watched(target).watch().name(), length, reason, author);
  }

  @Override
  public boolean unsilence(String target) {
    return silences.end(target);
  }

  @Override
  public void change(FileChange change, Optional<String> version) {
    editor.apply(change, version);
    var inUse = new CompletableFuture<Void>();
    results.add(
        () -> {
          follow();
          inUse.complete(null);
        });
    var _ = inUse.completeOnTimeout(null, END.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  @Override
  public String version() {
    return editor.version();
  }

  @Override
  public Map<String, String> own(String target) {
    return editor.own(target);
  }

  @Override
  public Map<String, String> ownRoute(String name) {
    return editor.ownRoute(name);
  }

  @Override
  public String maintenance() {
    return editor.maintenance();
  }

  @Override
  public void test(String name) throws DeliveryException, InterruptedException {
    var routes = overview.routes().stream().map(WatchOverview.RouteState::route).toList();
    receivers.test(routes, name);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(END);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
    heartbeat.close();
    outbox.close();
    receivers.close();
  }

  private void run(Vital vital) throws InterruptedException {
    while (true) {
      var result = results.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      vital.begin();
      if (result != null) {
        guarded(result);
      }
      guarded(this::turn);
      vital.end();
    }
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException defect) {
      log.error("a step of the watches failed", defect);
    }
  }

  private void turn() {
    long now = ticker.read();
    if (now - reread >= REREAD_NANOS) {
      reread = now;
      var _ = file.reread();
    }
    if (!roster.isCurrent()) {
      follow();
    }
    running.start(now, watch -> looks.start(watch, () -> running.ended(watch)));
    if (now - delivered >= DELIVERY_NANOS) {
      delivered = now;
      deliver(now);
    }
    figures = figures(now);
  }

  private void deliver(long now) {
    outbox.turn(file.current().routes());
    observers.on(suppression.observerTrouble(), clock.instant());
    heartbeat.turn(file.current().heartbeat(), suppression.observerTrouble().isEmpty());
    schedule.watches().forEach(watch -> on(watch, new WatchEvent.Tick(clock.instant())));
    vantages.follow(new WatchEvent.Ended(clock.instant()));
    browserSweeps.turn(schedule.watches(), now);
    silences.refresh();
    overview = reader.read(suppression.observerTrouble());
  }

  private WatchFigures figures(long now) {
    return new WatchFigures(
        file.current().watches().size(),
        (int) file.current().watches().stream().filter(Watch::paused).count(),
        running.count(),
        schedule.late(now),
        ledger.open(),
        observers.isOpen(),
        outbox.counts(),
        browsers.counts(),
        file.trouble());
  }

  private void follow() {
    roster.follow(ticker.read());
    vantages.follow(new WatchEvent.Ended(clock.instant()));
    overview = reader.read(suppression.observerTrouble());
  }

  private void looked(Watch watch, Sweep look) {
    if (roster.isActive(watch.name())) {
      var target = watch.target().target();
      certificates.on(watch, ShownChains.of(look, target), suppression.isInForce(watch));
      phases.on(watch.name(), PhaseTimes.of(look, target));
      PhaseTimes.ofSites(look, target).forEach(phases::onSite);
    }
  }

  private void on(Watch watch, WatchEvent event) {
    if (roster.isActive(watch.name())) {
      ledger.on(watch, event, suppression.isInForce(watch));
    }
  }

  List<Incident> open() {
    return ledger.open();
  }
}
