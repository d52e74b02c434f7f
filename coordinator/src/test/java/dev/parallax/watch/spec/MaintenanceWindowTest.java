package dev.parallax.watch.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.watch.spec.MaintenanceWindow.Weekly;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weekly windows, also where the clock changes within them. */
final class MaintenanceWindowTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** In 2026 the clock goes to 03:00 on 29 March at 01:00Z, and back on 25 October at 01:00Z. */
  @ParameterizedTest
  @CsvSource({
    // An ordinary Sunday in winter.
    "02:00, 04:00, 2026-02-01T00:59:59Z, false",
    "02:00, 04:00, 2026-02-01T01:00:00Z, true",
    "02:00, 04:00, 2026-02-01T02:59:59Z, true",
    "02:00, 04:00, 2026-02-01T03:00:00Z, false",
    // 02:00 does not exist: from the change on, until 04:00 summer time.
    "02:00, 04:00, 2026-03-29T00:59:59Z, false",
    "02:00, 04:00, 2026-03-29T01:00:00Z, true",
    "02:00, 04:00, 2026-03-29T01:59:59Z, true",
    "02:00, 04:00, 2026-03-29T02:00:00Z, false",
    // The whole window does not exist: it is not lost.
    "02:15, 02:45, 2026-03-29T01:00:00Z, true",
    "02:15, 02:45, 2026-03-29T01:44:59Z, true",
    "02:15, 02:45, 2026-03-29T01:45:00Z, false",
    // 02:30 comes twice: until the second.
    "01:00, 02:30, 2026-10-25T00:30:00Z, true",
    "01:00, 02:30, 2026-10-25T01:29:59Z, true",
    "01:00, 02:30, 2026-10-25T01:30:00Z, false",
    // Over midnight into Monday.
    "23:00, 01:00, 2026-02-01T22:00:00Z, true",
    "23:00, 01:00, 2026-02-01T23:59:59Z, true",
    "23:00, 01:00, 2026-02-02T00:00:00Z, false",
    "23:00, 01:00, 2026-01-31T22:30:00Z, false",
  })
  void onSundays(LocalTime from, LocalTime to, Instant at, boolean covered) {
    var window = new Weekly(Set.of(DayOfWeek.SUNDAY), from, to, BERLIN);
    assertEquals(covered, window.covers(at));
  }
}
