package dev.parallax.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs an action when the process is told to stop by SIGINT or SIGTERM; the JVM then exits with 130
 * or 143.
 */
final class Interruption implements AutoCloseable {
  private final AtomicBoolean happened = new AtomicBoolean();
  private final Thread hook;

  Interruption(Runnable action) {
    hook =
        new Thread(
            () -> {
              happened.set(true);
              action.run();
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean happened() {
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
