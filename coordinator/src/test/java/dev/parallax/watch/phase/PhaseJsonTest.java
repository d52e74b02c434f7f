package dev.parallax.watch.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PhaseJsonTest {
  @Test
  void whatIsWritten_isReadAgain() {
    var look =
        new PhaseTimes(
            Instant.parse("2026-11-30T00:00:00Z"),
            Map.of(new VantageId("a"), Map.of(TimedStep.TLS, 12.345)));
    var book = PhaseBook.EMPTY.with(look).with(look);
    assertEquals(book, PhaseJson.read(PhaseJson.write(book)));
    assertThrows(IllegalArgumentException.class, () -> PhaseJson.read("{"));
  }
}
