package dev.parallax.rpc.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClockOffsetTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MILLI = 1_000_000;

  private final ClockOffset offset = new ClockOffset(InstantSource.fixed(NOW));

  @Test
  void halfTheRoundTripIsTakenOff() {
    offset.ask(0);
    offset.answered(1, NOW.plusMillis(100), 40 * MILLI);

    assertEquals(Optional.of(Duration.ofMillis(120)), offset.offset());
  }

  @Test
  void shortestRoundTripCounts() {
    offset.ask(0);
    offset.answered(1, NOW, 10 * MILLI);
    offset.ask(0);
    offset.answered(2, NOW.plusSeconds(9), 500 * MILLI);

    assertEquals(Optional.of(Duration.ofMillis(5)), offset.offset());
  }

  @Test
  void answerToNoQuestionIsIgnored() {
    offset.answered(7, NOW, 0);

    assertEquals(Optional.empty(), offset.offset());
  }

  @Test
  void thirdUnansweredQuestionIsTheLast() {
    offset.ask(0);
    offset.ask(0);
    offset.ask(0);

    assertEquals(Optional.empty(), offset.ask(0));
  }

  @Test
  void clockOfAnotherMillennium_isGivenAsAHundredYears() {
    offset.ask(0);
    offset.answered(1, Instant.parse("9999-01-01T00:00:00Z"), 0);

    assertEquals(Optional.of(Duration.ofDays(36_525)), offset.offset());
    assertEquals(3_155_760_000_000_000_000L, offset.offset().orElseThrow().toNanos());
  }
}
