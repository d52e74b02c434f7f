package dev.parallax.watch.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.fleet.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call each minute while the watches work. */
@Timeout(60)
final class HeartbeatTest {
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");

  @Test
  void theUrlIsCalledOnceAMinute_andNotWhileMeasuringCannotBeTrusted() throws IOException {
    try (var peer = new HttpPeer();
        var heartbeat = new Heartbeat(clock)) {
      var url = Optional.of(peer.url() + "/ping/t0ken");
      heartbeat.turn(url, true);
      heartbeat.turn(url, true);
      await(peer, 1);
      assertEquals("/ping/t0ken", peer.requests.getFirst().path());
      clock.advance(Duration.ofMinutes(1));
      heartbeat.turn(url, false);
      heartbeat.turn(Optional.empty(), true);
      peer.answering(500, "a failure does not stop the calls");
      heartbeat.turn(url, true);
      await(peer, 2);
      clock.advance(Duration.ofHours(-3));
      heartbeat.turn(url, true);
      await(peer, 3);
    }
  }

  private static void await(HttpPeer peer, int calls) {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (peer.requests.size() < calls && System.nanoTime() < patience) {
      LockSupport.parkNanos(5_000_000);
    }
    assertEquals(calls, peer.requests.size());
  }
}
