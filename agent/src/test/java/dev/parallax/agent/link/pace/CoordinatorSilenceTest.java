package dev.parallax.agent.link.pace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.v1.Heartbeat;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CoordinatorSilenceTest {
  private final AtomicLong nanos = new AtomicLong();
  private final CoordinatorSilence silence = new CoordinatorSilence(nanos::get);

  @Test
  void olderCoordinator_isNeverSilent() {
    silence.heartbeat(Heartbeat.getDefaultInstance());
    nanos.set(Duration.ofDays(1).toNanos());
    assertEquals(Optional.empty(), silence.left());
    assertEquals(Duration.ofMillis(500), silence.reconnectSpread());
  }

  @Test
  void everyMessageStartsTheTimeAgain() {
    silence.heartbeat(interval(Duration.ofSeconds(20)));
    nanos.set(Duration.ofSeconds(59).toNanos());
    assertEquals(Optional.of(Duration.ofSeconds(1)), silence.left());
    silence.heard();
    assertEquals(Optional.of(Duration.ofSeconds(60)), silence.left());
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    assertEquals(Optional.of(Duration.ZERO), silence.left());
    assertEquals("no message of the coordinator for 60 s", silence.description());
  }

  @ParameterizedTest
  @CsvSource({"-5,3", "0,3", "1,3", "40,120", "999999,10800"})
  void intervalOutOfBounds_isTheNearestBound(long seconds, long limit) {
    silence.heartbeat(interval(Duration.ofSeconds(seconds)));
    assertEquals(Optional.of(Duration.ofSeconds(limit)), silence.left());
  }

  @Test
  void negativeSpread_isNone() {
    silence.heartbeat(
        Heartbeat.newBuilder().setReconnectSpread(Wire.toProto(Duration.ofSeconds(-1))).build());
    assertEquals(Duration.ZERO, silence.reconnectSpread());
  }

  private static Heartbeat interval(Duration interval) {
    return Heartbeat.newBuilder().setInterval(Wire.toProto(interval)).build();
  }
}
