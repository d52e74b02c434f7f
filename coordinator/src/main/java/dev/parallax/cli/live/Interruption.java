package dev.parallax.cli.live;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs actions in order when the process receives SIGINT or SIGTERM; the JVM then exits with 130 or
 * 143, independent of its other threads.
 */
public final class Interruption implements AutoCloseable {
  private final AtomicBoolean happened = new AtomicBoolean();
  private final Thread hook;

  public Interruption(Runnable... actions) {
    hook =
        new Thread(
            () -> {
              happened.set(true);
              for (var action : actions) {
                action.run();
              }
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  public boolean happened() {
    return happened.get();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      happened.set(true);
    }
  }
}
