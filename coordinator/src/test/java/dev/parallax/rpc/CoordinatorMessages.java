package dev.parallax.rpc;

import dev.parallax.v1.CoordinatorMessage;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The messages that an agent receives from the coordinator, and the end of its stream. */
public final class CoordinatorMessages implements StreamObserver<CoordinatorMessage> {
  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<CoordinatorMessage> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  @Override
  public void onNext(CoordinatorMessage message) {
    messages.add(message);
  }

  @Override
  public void onError(Throwable error) {
    end.complete(Status.fromThrowable(error));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }

  /** Takes the next message. */
  public CoordinatorMessage next() throws InterruptedException {
    var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("nothing came, ended: " + end);
    }
    return message;
  }

  /** The messages not read yet. */
  public List<CoordinatorMessage> all() {
    return List.copyOf(messages);
  }

  public boolean hasEnded() {
    return end.isDone();
  }

  public Status end() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
