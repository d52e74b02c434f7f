package dev.parallax.rpc.agent;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.enrolment.Admission;
import dev.parallax.fleet.enrolment.IdentityConflicts;
import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.rpc.Caller;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import dev.parallax.store.failure.StoreException;
import dev.parallax.sweep.Sweeps;
import dev.parallax.text.Printable;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.CoordinatorMessage;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents' side of the coordinator. */
public final class AgentEndpoint extends AgentServiceGrpc.AgentServiceImplBase
    implements AgentConnection.Presence {
  private static final Logger log = LoggerFactory.getLogger(AgentEndpoint.class);

  /** A stream without a Hello is ended within 1 s after this. */
  private static final Duration GREETING = Duration.ofSeconds(10);

  private final ConnectedAgents agents;
  private final IdentityConflicts conflicts;
  private final Admission admission;
  private final Store store;
  private final Sweeps sweeps;
  private final InstantSource clock;
  private final AddressDatabase places;
  private final List<String> coordinators;
  private final HeartbeatSchedule schedule = new HeartbeatSchedule(new SplittableRandom());

  /**
   * @param places the operator's address database
   * @param coordinators {@code HOST:PORT} of every coordinator of the fleet, for agents
   */
  public AgentEndpoint(
      ConnectedAgents agents,
      IdentityConflicts conflicts,
      Admission admission,
      Store store,
      Sweeps sweeps,
      InstantSource clock,
      AddressDatabase places,
      List<String> coordinators) {
    this.agents = agents;
    this.conflicts = conflicts;
    this.admission = admission;
    this.store = store;
    this.sweeps = sweeps;
    this.clock = clock;
    this.places = places;
    this.coordinators = List.copyOf(coordinators);
  }

  @Override
  public StreamObserver<AgentMessage> connect(StreamObserver<CoordinatorMessage> out) {
    var vantage = Caller.agent();
    var record = store.vantage(vantage);
    if (record.isEmpty()) {
      throw Status.PERMISSION_DENIED
          .withDescription("no such vantage: " + vantage)
          .asRuntimeException();
    }
    keepQuietWhenBroken(out);
    var agent =
        new AdmittedAgent(
            vantage,
            record.get().labels(),
            Caller.address(),
            Caller.address().map(places::lookUp).orElse(Map.of()),
            Caller.certificate());
    var writer = new StreamWriter(out);
    var connection = new AgentConnection(agent, this, clock, Ticker.systemTicker(), writer);
    agents.opened(vantage, connection);
    if (isRevoked(vantage)) {
      connection.cut(AgentLink.Cut.REVOKED);
    }
    return new AgentStream(connection, writer, sweeps.intake());
  }

  @Override
  public boolean arrived(AgentConnection connection) {
    var holder = agents.enter(connection.id(), connection);
    if (holder.isPresent()) {
      conflicts.add(
          connection.id(),
          IdentityConflicts.Kind.SECOND_PROCESS,
          "connected from %s, a second process connected from %s"
              .formatted(address(holder.get()), address(connection)));
      return false;
    }
    if (isRevoked(connection.id())) {
      connection.cut(AgentLink.Cut.REVOKED);
      return true;
    }
    used(connection);
    seen(connection.id());
    log.info(
        "{} connected, agent {}",
        connection.id(),
        Printable.of(connection.vantage().agentVersion()));
    return true;
  }

  private void used(AgentConnection connection) {
    try {
      connection.certificate().ifPresent(admission::used);
    } catch (StoreException trouble) {
      log.warn("{}: cannot store the use of its certificate", connection.id(), trouble);
    }
  }

  private static String address(AgentLink link) {
    return link.remote().map(InetAddress::getHostAddress).orElse("an unknown address");
  }

  @Override
  public void left(AgentConnection connection) {
    agents.closed(connection.id(), connection);
    if (agents.link(connection.id()).filter(link -> link == connection).isPresent()) {
      agents.disconnected(connection.id(), connection);
      seen(connection.id());
      log.info("{} disconnected", connection.id());
    }
  }

  /** A revocation ends the open streams; a stream that opens at the same time is refused here. */
  private boolean isRevoked(VantageId vantage) {
    return store.vantage(vantage).filter(VantageRecord::revoked).isPresent();
  }

  @Override
  public List<String> coordinators() {
    return coordinators;
  }

  @Override
  public FleetPace pace() {
    return FleetPace.of(agents.count());
  }

  /**
   * Sends the heartbeats that are due, and ends streams without a Hello; called each second by one
   * thread. A failure of one stream does not affect the other streams.
   */
  public void heartbeat() {
    var since = clock.instant().minus(GREETING);
    agents.open().forEach(link -> guarded(link, () -> endUngreeted(link, since)));
    schedule.due(agents.all(), System.nanoTime()).forEach(link -> guarded(link, link::heartbeat));
  }

  private static void endUngreeted(AgentLink link, Instant since) {
    if (link instanceof AgentConnection connection) {
      connection.endUngreeted(since);
    }
  }

  private static void guarded(AgentLink link, Runnable heartbeat) {
    try {
      heartbeat.run();
    } catch (RuntimeException defect) {
      log.warn("the heartbeat of {} failed", link.vantage().id(), defect);
    }
  }

  /**
   * Without a handler each message to a disconnected agent would throw an exception at its sender.
   */
  private static void keepQuietWhenBroken(StreamObserver<CoordinatorMessage> out) {
    ((ServerCallStreamObserver<CoordinatorMessage>) out).setOnCancelHandler(() -> {});
  }

  /**
   * A failed write of the last contact does not end a stream: a full store still ends a stream with
   * its reason.
   */
  private void seen(VantageId vantage) {
    try {
      store.seen(vantage, clock.instant());
    } catch (StoreException trouble) {
      log.warn("cannot store the time of the last contact with {}", vantage, trouble);
    }
  }
}
