package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.supervision.ServiceManager;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A link held in a thread of its own; never waits between two attempts. */
public final class RunningLink implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 10;

  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
  private final CoordinatorLink link;
  private final Future<CoordinatorLink.End> end;

  public RunningLink(
      CoordinatorLink.ChannelDialer dialer,
      Uplink uplink,
      CoordinatorOrders orders,
      InstantSource clock) {
    this.link =
        new CoordinatorLink(
            dialer,
            uplink,
            orders,
            () -> Map.of("os", "test"),
            clock,
            () -> 0L,
            ServiceManager.none());
    this.end = thread.submit(link::run);
  }

  void stop() {
    link.stop();
  }

  CoordinatorLink.End end() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    link.stop();
    thread.shutdown();
    try {
      assertTrue(thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS), "the link runs on");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
