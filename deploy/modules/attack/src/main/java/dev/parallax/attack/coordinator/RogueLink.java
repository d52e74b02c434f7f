package dev.parallax.attack.coordinator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.CollectSightings;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Observation;
import dev.parallax.v1.ProbePlan;
import dev.parallax.v1.Welcome;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The stream of the agent that joined a rogue coordinator. */
final class RogueLink extends AgentServiceGrpc.AgentServiceImplBase {
  private static final int WORDS_KEPT = 3;

  @GuardedBy("this")
  private @Nullable StreamObserver<CoordinatorMessage> out;

  @GuardedBy("this")
  private final Set<String> finished = new HashSet<>();

  @GuardedBy("this")
  private final Map<String, Reported> reported = new HashMap<>();

  /**
   * The agent's report on one plan.
   *
   * @param ran trials that ran
   * @param refused trials that did not run
   * @param words the first reasons
   */
  record Reported(int ran, int refused, List<String> words, int sightings) {
    static final Reported NOTHING = new Reported(0, 0, List.of(), 0);

    Reported {
      words = List.copyOf(words);
    }

    Reported with(Observation seen) {
      return seen.hasNotRun()
          ? new Reported(ran, refused + 1, with(seen.getNotRun().getSaid()), sightings)
          : new Reported(ran + 1, refused, words, sightings);
    }

    Reported withRefusals(List<String> unsupported) {
      var more = this;
      for (var line : unsupported) {
        more = new Reported(more.ran, more.refused + 1, more.with(line), more.sightings);
      }
      return more;
    }

    Reported withSightings(int more) {
      return new Reported(ran, refused, words, sightings + more);
    }

    Reported with(Reported other) {
      var more = new ArrayList<>(words);
      more.addAll(other.words);
      return new Reported(
          ran + other.ran,
          refused + other.refused,
          more.stream().distinct().limit(WORDS_KEPT).toList(),
          sightings + other.sightings);
    }

    private List<String> with(String detail) {
      if (words.size() >= WORDS_KEPT || words.contains(detail)) {
        return words;
      }
      var more = new ArrayList<>(words);
      more.add(detail);
      return more;
    }
  }

  @Override
  public StreamObserver<AgentMessage> connect(StreamObserver<CoordinatorMessage> to) {
    return new StreamObserver<>() {
      @Override
      public void onNext(AgentMessage message) {
        received(message, to);
      }

      @Override
      public void onError(Throwable gone) {
        left(to);
      }

      @Override
      public void onCompleted() {
        left(to);
        to.onCompleted();
      }
    };
  }

  private synchronized void received(AgentMessage message, StreamObserver<CoordinatorMessage> to) {
    switch (message.getKindCase()) {
      case HELLO -> {
        out = to;
        to.onNext(
            CoordinatorMessage.newBuilder()
                .setWelcome(
                    Welcome.newBuilder()
                        .setContract(Contract.VERSION)
                        .setCoordinatorVersion(Contract.release())
                        .setCoordinatorTime(Wire.toProto(Instant.now())))
                .build());
      }
      case OBSERVATION -> {
        var seen = message.getObservation();
        reported.merge(
            seen.getKey().getSweepId(),
            Reported.NOTHING.with(seen),
            (before, eachReported) -> before.with(seen));
        to.onNext(
            CoordinatorMessage.newBuilder()
                .setAcknowledgement(Acknowledgement.newBuilder().setKey(seen.getKey()))
                .build());
      }
      case PLAN_FINISHED -> {
        var done = message.getPlanFinished();
        reported.merge(
            done.getSweepId(),
            Reported.NOTHING.withRefusals(done.getUnsupportedList()),
            (before, nextReported) -> before.withRefusals(done.getUnsupportedList()));
        finished.add(done.getSweepId());
      }
      case SIGHTINGS -> {
        var seen = message.getSightings();
        reported.merge(
            seen.getSweepId(),
            Reported.NOTHING.withSightings(seen.getSightingsCount()),
            (before, singleReported) -> before.withSightings(seen.getSightingsCount()));
      }
      default -> {
        // Heartbeats and goodbyes have no effect here.
      }
    }
    notifyAll();
  }

  /** Whether a later stream of the agent has replaced it meanwhile. */
  @SuppressWarnings("ReferenceEquality")
  private synchronized void left(StreamObserver<CoordinatorMessage> to) {
    if (out == to) {
      out = null;
    }
    notifyAll();
  }

  synchronized boolean connected() {
    return out != null;
  }

  boolean awaitAgent(Duration patience) throws InterruptedException {
    return await(patience, this::connected);
  }

  boolean awaitFinished(String sweep, Duration patience) throws InterruptedException {
    return await(patience, () -> isFinished(sweep));
  }

  private synchronized boolean isFinished(String sweep) {
    return finished.contains(sweep);
  }

  synchronized Reported reported(String sweep) {
    return reported.getOrDefault(sweep, Reported.NOTHING);
  }

  private synchronized boolean await(Duration patience, BooleanSupplier holds)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!holds.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  void assign(String sweep, ProbePlan plan, Duration deadline, List<Integer> watchPorts) {
    send(
        CoordinatorMessage.newBuilder()
            .setAssignment(
                Assignment.newBuilder()
                    .setSweepId(sweep)
                    .setPlan(plan.toByteString())
                    .setStartAfter(com.google.protobuf.Duration.getDefaultInstance())
                    .setDeadline(Wire.toProto(deadline))
                    .addAllWatchPorts(watchPorts))
            .build());
  }

  void collect(String sweep) {
    send(
        CoordinatorMessage.newBuilder()
            .setCollectSightings(CollectSightings.newBuilder().setSweepId(sweep).setRound(1))
            .build());
  }

  private synchronized void send(CoordinatorMessage message) {
    if (out != null) {
      out.onNext(message);
    }
  }
}
