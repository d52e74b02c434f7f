package dev.parallax.agent.path.kernel;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Blocking native code, which would pin a virtual thread's carrier. */
public final class BlockingTask {
  private BlockingTask() {}

  /** Runs it on a daemon thread of its own with a small stack. */
  public static <T> CompletableFuture<T> run(String name, Callable<T> work) {
    var result = new CompletableFuture<T>();
    thread(
            name,
            () -> {
              try {
                result.complete(work.call());
              } catch (Exception failed) {
                result.completeExceptionally(failed);
              }
            })
        .start();
    return result;
  }

  public static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }
}
