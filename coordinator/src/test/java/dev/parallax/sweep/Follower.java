package dev.parallax.sweep;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.sweep.event.SweepListener;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Receives and keeps the events of a sweep. */
public final class Follower implements SweepListener {
  private static final int PATIENCE_SECONDS = 20;

  final CompletableFuture<Observation> firstSeen = new CompletableFuture<>();
  final Queue<Observation> seen = new ConcurrentLinkedQueue<>();
  final Queue<Integer> rounds = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Sweep> end = new CompletableFuture<>();
  private final CompletableFuture<List<TargetVerdicts>> judged = new CompletableFuture<>();

  @Override
  public void started(SweepId sweep, List<Vantage> vantages) {}

  @Override
  public void roundStarted(
      int number, List<RoundReason> reasons, int trials, Set<VantageId> asked) {
    rounds.add(number);
  }

  @Override
  public void observed(Observation observation) {
    seen.add(observation);
    firstSeen.complete(observation);
  }

  @Override
  public void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    judged.complete(verdicts);
    end.complete(sweep);
  }

  @Override
  public void failed(RuntimeException error) {
    end.completeExceptionally(error);
  }

  boolean ended() {
    return end.isDone();
  }

  public Sweep sweep() throws ExecutionException, InterruptedException, TimeoutException {
    return soon(end);
  }

  List<TargetVerdicts> verdicts()
      throws ExecutionException, InterruptedException, TimeoutException {
    return soon(judged);
  }

  /** The error that ended a failed sweep. */
  public Throwable failure() throws InterruptedException, TimeoutException {
    try {
      throw new AssertionError("expected a failure, got: " + soon(end));
    } catch (ExecutionException failed) {
      return failed.getCause() == null ? failed : failed.getCause();
    }
  }

  static <T> T soon(CompletableFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
