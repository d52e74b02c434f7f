package dev.parallax.rpc;

import dev.parallax.fleet.Admission;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.IdentityConflicts;
import dev.parallax.model.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.StoreException;
import dev.parallax.store.VantageRecord;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agents' side of the coordinator. */
public final class AgentEndpoint extends AgentServiceGrpc.AgentServiceImplBase
    implements AgentStream.Presence {
  private static final Logger log = LoggerFactory.getLogger(AgentEndpoint.class);

  /** A stream without a Hello is ended at the first heartbeat after this. */
  private static final Duration GREETING = Duration.ofSeconds(10);

  private final ConnectedAgents agents;
  private final IdentityConflicts conflicts;
  private final Admission admission;
  private final Store store;
  private final Sweeps sweeps;
  private final InstantSource clock;

  public AgentEndpoint(
      ConnectedAgents agents,
      IdentityConflicts conflicts,
      Admission admission,
      Store store,
      Sweeps sweeps,
      InstantSource clock) {
    this.agents = agents;
    this.conflicts = conflicts;
    this.admission = admission;
    this.store = store;
    this.sweeps = sweeps;
    this.clock = clock;
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
    var stream =
        new AgentStream(
            vantage, record.get().labels(), sweeps.intake(), this, clock, Caller.address(), out);
    agents.opened(vantage, stream);
    if (isRevoked(vantage)) {
      stream.cut(AgentLink.Cut.REVOKED);
    }
    return stream;
  }

  @Override
  public boolean arrived(AgentStream stream) {
    var holder = agents.enter(stream.id(), stream);
    if (holder.isPresent()) {
      conflicts.add(
          stream.id(),
          IdentityConflicts.Kind.SECOND_PROCESS,
          "connected from %s, a second process connected from %s"
              .formatted(address(holder.get()), address(stream)));
      return false;
    }
    if (isRevoked(stream.id())) {
      stream.cut(AgentLink.Cut.REVOKED);
      return true;
    }
    used(stream);
    seen(stream.id());
    log.info("{} connected, agent {}", stream.id(), Printable.of(stream.vantage().agentVersion()));
    return true;
  }

  private void used(AgentStream stream) {
    try {
      stream.certificate().ifPresent(admission::used);
    } catch (StoreException trouble) {
      log.warn("{}: the use of its certificate could not be stored", stream.id(), trouble);
    }
  }

  private static String address(AgentLink link) {
    return link.remote().map(InetAddress::getHostAddress).orElse("an unknown address");
  }

  @Override
  public void left(AgentStream stream) {
    agents.closed(stream.id(), stream);
    if (agents.link(stream.id()).filter(link -> link == stream).isPresent()) {
      agents.disconnected(stream.id(), stream);
      seen(stream.id());
      log.info("{} disconnected", stream.id());
    }
  }

  /** A revocation ends the open streams; a stream that opens at the same time is refused here. */
  private boolean isRevoked(VantageId vantage) {
    return store.vantage(vantage).filter(VantageRecord::revoked).isPresent();
  }

  /**
   * Requests the clock of every agent, and ends streams without a Hello; called at every heartbeat
   * interval. A failure of one stream does not affect the others.
   */
  public void heartbeat() {
    var since = clock.instant().minus(GREETING);
    agents.open().forEach(link -> guarded(link, () -> endUngreeted(link, since)));
    agents.all().forEach(link -> guarded(link, link::heartbeat));
  }

  private static void endUngreeted(AgentLink link, Instant since) {
    if (link instanceof AgentStream stream) {
      stream.endUngreeted(since);
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
      log.warn("{} was seen, which could not be stored", vantage, trouble);
    }
  }
}
