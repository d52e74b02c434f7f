package dev.parallax.rpc.agent;

import dev.parallax.v1.CoordinatorMessage;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/**
 * The outgoing half of an agent's stream. Several threads write to it; a gRPC stream permits one
 * writer at a time. After its end every message is dropped.
 */
final class StreamWriter {
  private final StreamObserver<CoordinatorMessage> out;
  private boolean ended;

  StreamWriter(StreamObserver<CoordinatorMessage> out) {
    this.out = out;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  synchronized void send(CoordinatorMessage message) {
    if (!ended) {
      out.onNext(message);
    }
  }

  /** The agent closed its half. */
  synchronized void complete() {
    if (!ended) {
      ended = true;
      out.onCompleted();
    }
  }

  synchronized void end(Status status) {
    if (!ended) {
      ended = true;
      out.onError(status.asRuntimeException());
    }
  }

  /** The connection broke: no peer receives the message. */
  synchronized void broken() {
    ended = true;
  }
}
