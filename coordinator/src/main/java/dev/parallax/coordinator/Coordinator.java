package dev.parallax.coordinator;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.AgentLinks;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.VantageDirectory;
import dev.parallax.fleet.authority.AuthorityRotation;
import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.authority.OperatorFiles;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.authority.ServerTls;
import dev.parallax.fleet.enrolment.Admission;
import dev.parallax.fleet.enrolment.Audit;
import dev.parallax.fleet.enrolment.Enrolment;
import dev.parallax.fleet.enrolment.IdentityConflicts;
import dev.parallax.fleet.enrolment.Tokens;
import dev.parallax.health.Vitals;
import dev.parallax.host.CaBundle;
import dev.parallax.installer.Installer;
import dev.parallax.keys.Pem;
import dev.parallax.listener.ConnectionLimits;
import dev.parallax.listener.Connections;
import dev.parallax.listener.Listener;
import dev.parallax.model.endpoint.Target;
import dev.parallax.names.HostResolver;
import dev.parallax.outlet.OutletFigures;
import dev.parallax.outlet.OutletFollower;
import dev.parallax.relay.RelayThread;
import dev.parallax.relay.SharedLinks;
import dev.parallax.revocation.RevocationClient;
import dev.parallax.rpc.EnrolmentEndpoint;
import dev.parallax.rpc.HealthEndpoint;
import dev.parallax.rpc.agent.AgentEndpoint;
import dev.parallax.rpc.operator.OperatorDesk;
import dev.parallax.rpc.operator.OperatorEndpoint;
import dev.parallax.rpc.operator.SilenceDesk;
import dev.parallax.rpc.operator.TokenDesk;
import dev.parallax.rpc.operator.VantageDesk;
import dev.parallax.rpc.operator.WatchEditDesk;
import dev.parallax.rpc.operator.WatchListDesk;
import dev.parallax.store.Store;
import dev.parallax.store.folder.DataFolder;
import dev.parallax.store.retention.Retention;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.intake.RevocationSource;
import dev.parallax.sweep.reference.ReferenceLog;
import dev.parallax.watch.history.StoredHistories;
import dev.parallax.watch.run.WatchDesk;
import dev.parallax.watch.run.WatchService;
import dev.parallax.web.WebServer;
import dev.parallax.web.access.WebConfig;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The coordinator process: builds its parts in order and closes them in reverse. */
public final class Coordinator implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Coordinator.class);
  private static final Duration WITNESS_TIMEOUT = Duration.ofSeconds(2);

  private final DataFolder folder;
  private final Store store;
  private final ConnectedAgents agents = new ConnectedAgents();
  private final HostResolver names;
  private final Optional<RevocationClient> revocation;
  private final Sweeps sweeps;
  private final CertificateAuthority authority;
  private final Vitals vitals = new Vitals();
  private final PeriodicTasks tasks;
  private final Listener listener;
  private final Optional<WebServer> web;
  private final Optional<WatchService> watches;
  private final Optional<RelayThread> relay;
  private final Optional<OutletFollower> outlet;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Starts all parts; when this returns, agents and operators can connect. */
  public static Coordinator start(CoordinatorConfig config, Clock clock) throws IOException {
    var folder = DataFolder.open(config.data());
    try {
      return new Coordinator(folder, config, clock);
    } catch (IOException | RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  private Coordinator(DataFolder folder, CoordinatorConfig config, Clock clock) throws IOException {
    var random = new SecureRandom();
    this.folder = folder;
    this.store = config.store().open(folder.layout());
    this.authority = CertificateAuthority.open(folder.layout().authority(), clock, random);
    new AuthorityRotation(folder.layout().authority(), clock).started();
    var advertised = config.installer().address(config.listen());
    var own = authority.server(advertised.host());
    OperatorFiles.refresh(folder.layout().operator(), authority, store, clock);
    OperatorFiles.introduce(folder.layout().operator(), own.certificate());
    var audit = new Audit(store, clock);
    var tokens = new Tokens(store, authority, audit, clock, random);
    var conflicts = new IdentityConflicts(audit, clock);
    var admission = new Admission(authority, store, conflicts, clock);
    var installer =
        new Installer(
            Pem.of(authority.certificate()),
            advertised,
            config.installer().packages(),
            config.settings().references().stream().findFirst().map(Target::toString),
            clock);
    var connections = new Connections(ConnectionLimits.DEFAULT, installer, System::nanoTime);
    AgentLinks links =
        store.relays().isShared()
            ? new SharedLinks(agents, store.relays(), System::nanoTime)
            : agents;
    var fleet = new VantageDirectory(store, links, conflicts);
    var desk = new VantageDesk(fleet, store, links, audit, installer);
    var operators =
        new OperatorDesk(
            store,
            audit,
            serial -> {
              connections.cut(
                  role ->
                      role instanceof Role.Operator operator && operator.serial().equals(serial));
              OperatorFiles.refresh(folder.layout().operator(), authority, store, clock);
            });
    this.names = new HostResolver(config.ownResolver(), WITNESS_TIMEOUT);
    this.revocation =
        config.revocation().map(wanted -> new RevocationClient(names, wanted.permitted(), clock));
    this.sweeps =
        new Sweeps(
            new SweepEnvironment(
                store,
                links,
                fleet,
                config.settings(),
                names,
                config.trusted().map(CaBundle::certificates).orElse(List.of()),
                revocation.<RevocationSource>map(asked -> asked).orElse(RevocationSource.NONE),
                new StoredHistories(store),
                clock,
                Ticker.systemTicker(),
                random,
                vitals));
    var places = config.places();
    var exported = new AtomicReference<Optional<OutletFollower>>(Optional.empty());
    Supplier<Optional<OutletFigures>> figures = () -> exported.get().map(OutletFollower::figures);
    var watchDesk = new AtomicReference<WatchDesk>(WatchDesk.NONE);
    var agentEndpoint =
        new AgentEndpoint(
            agents, conflicts, admission, store, sweeps, clock, places, config.coordinators());
    this.listener =
        Listener.start(
            config.listen(),
            ServerTls.context(own, authority),
            connections,
            admission,
            List.of(
                new EnrolmentEndpoint(
                    new Enrolment(store, authority, tokens, admission, audit, clock, random),
                    places),
                agentEndpoint,
                new OperatorEndpoint(
                    sweeps,
                    store,
                    desk,
                    new TokenDesk(tokens, installer),
                    operators,
                    config.coordinators(),
                    new SilenceDesk(watchDesk::get, audit),
                    new WatchEditDesk(watchDesk::get, audit),
                    new WatchListDesk(watchDesk::get, store, clock, audit)),
                new HealthEndpoint(vitals, figures),
                ProtoReflectionServiceV1.newInstance()));
    installer.listening(listener.address().getPort());
    this.watches =
        config.watches().map(file -> WatchService.start(file, sweeps, store, clock, vitals));
    watches.ifPresent(watchDesk::set);
    this.outlet = config.outlet().map(wanted -> OutletFollower.start(wanted, store, clock, vitals));
    exported.set(outlet);
    this.web =
        openPages(
            config.web(),
            new WebServer.Parts(
                store,
                fleet,
                sweeps,
                authority,
                admission,
                audit,
                vitals,
                connections.refused(),
                () -> agents.open().size(),
                figures,
                watchDesk.get(),
                places),
            clock);
    this.tasks =
        PeriodicTasks.start(
            store,
            agentEndpoint::heartbeat,
            new Retention(store.retention(), config.retention(), clock, System::nanoTime),
            vitals);
    vitals.follow("store", store::writeTrouble);
    var _ = vitals.death().thenAccept(this::died);
    sweeps.resume();
    this.relay = RelayThread.start(store.relays(), agents, conflicts, sweeps, vitals);
    folder.publishAddress(address());
    ReferenceLog.write(store);
    TrustLog.write(config.trusted());
    log.info("listening on {}, authority sha256 {}", address(), authority.fingerprint());
  }

  /**
   * Without one of its essential threads this process does not work: code that waits for its end
   * continues.
   */
  private void died(String what) {
    log.error("the coordinator ends: {}", what);
    try {
      endCalls();
    } finally {
      listener.closeNow();
    }
  }

  /**
   * Ends the calls of operators and agents with UNAVAILABLE, which makes them connect again; a call
   * that takes longer than two seconds to end is reset.
   */
  private void endCalls() {
    sweeps.suspend();
    agents.all().forEach(link -> link.cut(AgentLink.Cut.SHUTDOWN));
    listener.close();
  }

  /** Why the coordinator ended by itself; empty while it runs, and when it was closed. */
  public Optional<String> death() {
    return Optional.ofNullable(vitals.death().getNow(null));
  }

  private Optional<WebServer> openPages(
      Optional<WebConfig> wanted, WebServer.Parts parts, Clock clock) throws IOException {
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(WebServer.start(wanted.get(), parts, clock));
    } catch (IOException taken) {
      listener.closeNow();
      watches.ifPresent(WatchService::close);
      outlet.ifPresent(OutletFollower::close);
      revocation.ifPresent(RevocationClient::close);
      try (store;
          names;
          sweeps) {
        throw new IOException(
            "cannot listen on " + wanted.get().listen() + ": " + taken.getMessage(), taken);
      }
    }
  }

  /** Where agents and operators connect: {@code host:port}. */
  public String address() {
    var bound = listener.address();
    var host = bound.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + bound.getPort();
  }

  /** The URL of the pages, if there is a port for them. */
  public Optional<String> webAddress() {
    return web.map(WebServer::address);
  }

  /**
   * Lower-case hex SHA-256 of the authority's certificate, by which agents authenticate this
   * coordinator.
   */
  public String fingerprint() {
    return authority.fingerprint().toString();
  }

  public void awaitTermination() throws InterruptedException {
    listener.awaitTermination();
  }

  /** Whether the coordinator has ended within this time. */
  public boolean awaitTermination(Duration patience) throws InterruptedException {
    return listener.awaitTermination(patience);
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    web.ifPresent(WebServer::close);
    watches.ifPresent(WatchService::close);
    tasks.close();
    relay.ifPresent(RelayThread::close);
    endCalls();
    outlet.ifPresent(OutletFollower::close);
    revocation.ifPresent(RevocationClient::close);
    try (folder;
        store;
        names;
        sweeps) {
      log.info("stopped");
    }
  }
}
