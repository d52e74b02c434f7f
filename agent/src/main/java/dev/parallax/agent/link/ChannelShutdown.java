package dev.parallax.agent.link;

import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends a channel and waits, within bounds, until it has ended. */
final class ChannelShutdown {
  private ChannelShutdown() {}

  static void close(ManagedChannel channel, Duration patience) {
    channel.shutdownNow();
    try {
      channel.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
