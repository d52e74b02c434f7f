package dev.parallax.rpc.agent;

import dev.parallax.fleet.AgentLink.Cut;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.sweep.intake.Drops.Reason;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Refusal;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The intake's answers to an agent's observations, as messages on its stream. */
final class ObservationReplies implements Intake.Sender {
  private static final Logger log = LoggerFactory.getLogger(ObservationReplies.class);

  private final AgentConnection connection;
  private final StreamWriter out;

  ObservationReplies(AgentConnection connection, StreamWriter out) {
    this.connection = connection;
    this.out = out;
  }

  @Override
  public void stored(Observation observation) {
    send(Acknowledgement.newBuilder().setKey(Wire.toProto(observation.key())));
  }

  @Override
  public void refused(TrialKey key, Reason reason) {
    log.debug("{}: an observation is not taken: {}", connection.id(), reason);
    send(Acknowledgement.newBuilder().setKey(Wire.toProto(key)).setRefused(refusal(reason)));
  }

  private void send(Acknowledgement.Builder acknowledgement) {
    out.send(CoordinatorMessage.newBuilder().setAcknowledgement(acknowledgement).build());
  }

  private static Refusal refusal(Reason reason) {
    return switch (reason) {
      case LATE -> Refusal.REFUSAL_LATE;
      case NOT_ASKED, BEFORE_HELLO -> Refusal.REFUSAL_NOT_ASKED;
      case TOO_LARGE -> Refusal.REFUSAL_TOO_LARGE;
      case OVER_QUOTA -> Refusal.REFUSAL_OVER_QUOTA;
      case MALFORMED, NOT_STORED, DISPLACED -> Refusal.REFUSAL_MALFORMED;
    };
  }

  @Override
  public void notStored(RuntimeException error) {
    connection.cut(Cut.STORE_FAILED);
  }

  @Override
  public void displaced(long totalBytes) {
    if (!out.hasEnded()) {
      log.warn(
          "{} is disconnected: its queue is the longest, and the total limit of all queues is"
              + " reached",
          connection.id());
      connection.end(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "the queues of all vantages are full (%d bytes), and the longest is that of: %s"
                  .formatted(totalBytes, connection.id())));
    }
  }
}
