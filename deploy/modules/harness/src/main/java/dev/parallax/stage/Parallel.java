package dev.parallax.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same action for several items, a few at a time: each call is a JVM of its own. */
public final class Parallel {
  private static final int WIDTH = 3;

  private Parallel() {}

  /** The action for each item, which bounds its own time. */
  @FunctionalInterface
  public interface Work<T, R> {
    R of(T item) throws Exception;
  }

  /** The results, in the order of the items; the first failure once all have ended. */
  public static <T, R> List<R> map(List<T> items, Work<T, R> work)
      throws StageFailure, InterruptedException {
    List<Future<R>> pending = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(WIDTH)) {
      for (var item : items) {
        Callable<R> call = () -> work.of(item);
        pending.add(threads.submit(call));
      }
    }
    List<R> results = new ArrayList<>();
    for (var done : pending) {
      results.add(result(done));
    }
    return results;
  }

  private static <R> R result(Future<R> done) throws StageFailure, InterruptedException {
    try {
      return done.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof StageFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }
}
