package dev.parallax.rpc.agent;

import dev.parallax.log.LogContext;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.intake.Drops.Reason;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.text.Printable;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.PlanFinished;
import dev.parallax.v1.Sightings;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incoming half of an agent's stream: checks each message and passes it to the connection or to
 * the intake. gRPC calls it for one message at a time.
 */
final class AgentStream implements StreamObserver<AgentMessage> {
  private static final Logger log = LoggerFactory.getLogger(AgentStream.class);
  private static final int MOST_SIGHTINGS = 1_000;

  /** A larger observation is not decoded; an admitted observation is within its quota. */
  private static final int LONGEST_OBSERVATION = 1 << 20;

  private final VantageId id;
  private final AgentConnection connection;
  private final StreamWriter out;
  private final Intake intake;
  private final Intake.Sender replies;

  AgentStream(AgentConnection connection, StreamWriter out, Intake intake) {
    this.id = connection.id();
    this.connection = connection;
    this.out = out;
    this.intake = intake;
    this.replies = new ObservationReplies(connection, out);
  }

  AgentConnection connection() {
    return connection;
  }

  /** The answers to the agent's observations. */
  Intake.Sender replies() {
    return replies;
  }

  @Override
  public void onNext(AgentMessage message) {
    if (out.hasEnded()) {
      return;
    }
    connection.heard();
    try (var _ = LogContext.of(id)) {
      receive(message);
    } catch (IllegalArgumentException brokenRule) {
      intake.dropped(Reason.MALFORMED);
      connection.end(Status.INVALID_ARGUMENT.withDescription(brokenRule.getMessage()));
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
      connection.end(Status.UNAVAILABLE.withDescription("the coordinator is shutting down"));
    }
  }

  @Override
  public void onError(Throwable broken) {
    connection.leave();
    out.broken();
  }

  @Override
  public void onCompleted() {
    connection.leave();
    out.complete();
  }

  private void receive(AgentMessage message) throws InterruptedException {
    if (connection.hasGreeted() == (message.getKindCase() == AgentMessage.KindCase.HELLO)) {
      outOfOrder(message.getKindCase());
      return;
    }
    switch (message.getKindCase()) {
      case HELLO -> connection.greet(message.getHello());
      case OBSERVATION -> observed(message.getObservation());
      case PLAN_FINISHED -> finished(message.getPlanFinished());
      case HEARTBEAT_REPLY -> connection.answered(message.getHeartbeatReply());
      case GOODBYE -> connection.leave();
      case CURRENT_FACTS -> connection.factsChanged(message.getCurrentFacts());
      case SIGHTINGS -> sighted(message.getSightings());
      case KIND_NOT_SET -> log.debug("{} sent a kind of message this version does not know", id);
    }
  }

  private void outOfOrder(AgentMessage.KindCase kind) {
    if (kind == AgentMessage.KindCase.OBSERVATION) {
      intake.dropped(Reason.BEFORE_HELLO);
    }
    connection.end(
        Status.INVALID_ARGUMENT.withDescription(
            "Hello is the first message of a stream, once, got: " + kind));
  }

  /**
   * An observation that cannot be accepted is refused by its key; an observation without a key ends
   * the stream.
   */
  private void observed(dev.parallax.v1.Observation proto) throws InterruptedException {
    if (!proto.hasKey()) {
      throw new IllegalArgumentException("observation.key: missing");
    }
    var key = own(Wire.fromProto(proto.getKey()));
    if (proto.getSerializedSize() > LONGEST_OBSERVATION) {
      intake.dropped(Reason.TOO_LARGE);
      replies.refused(key, Reason.TOO_LARGE);
      return;
    }
    Observation observation;
    try {
      observation = Wire.fromProto(proto);
    } catch (IllegalArgumentException malformed) {
      log.warn("{}: {}", id, Printable.of(String.valueOf(malformed.getMessage())));
      intake.dropped(Reason.MALFORMED);
      replies.refused(key, Reason.MALFORMED);
      return;
    }
    intake.observed(observation, proto.getSerializedSize(), replies);
  }

  private void finished(PlanFinished finished) throws InterruptedException {
    if (finished.getUnsupportedCount() > 0) {
      log.warn(
          "{} does not support a part of its plan: {}",
          id,
          Printable.of(finished.getUnsupported(0)));
    }
    intake.planFinished(
        new SweepId(finished.getSweepId()),
        id,
        finished.getRound(),
        finished.getUnsupportedCount() == 0);
  }

  private void sighted(Sightings seen) throws InterruptedException {
    if (seen.getSightingsCount() > MOST_SIGHTINGS) {
      throw new IllegalArgumentException(
          "sightings: expected at most %d a message, got: %d"
              .formatted(MOST_SIGHTINGS, seen.getSightingsCount()));
    }
    var sightings = seen.getSightingsList().stream().map(Wire::fromProto).map(this::own).toList();
    intake.sighted(new SweepId(seen.getSweepId()), id, seen.getRound(), sightings, seen.getLast());
  }

  /** An agent reports for its own vantage only. */
  private TrialKey own(TrialKey key) {
    if (!key.vantage().equals(id)) {
      throw new IllegalArgumentException(
          "an agent reports for its own vantage %s, got: %s".formatted(id, key.vantage()));
    }
    return key;
  }

  private Sighting own(Sighting seen) {
    if (!seen.witness().equals(id)) {
      throw new IllegalArgumentException(
          "an agent is witness for its own vantage %s, got: %s".formatted(id, seen.witness()));
    }
    return seen;
  }
}
