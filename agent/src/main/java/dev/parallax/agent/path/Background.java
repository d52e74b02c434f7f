package dev.parallax.agent.path;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** Work that blocks in native code, which would hold a virtual thread's carrier. */
final class Background {
  private Background() {}

  /** Runs it on a daemon thread of its own, which is small. */
  static <T> CompletableFuture<T> run(String name, Callable<T> work) {
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

  static Thread thread(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).unstarted(work);
  }
}
