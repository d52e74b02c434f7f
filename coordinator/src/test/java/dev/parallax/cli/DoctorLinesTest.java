package dev.parallax.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.failure.DamagedStoreException;
import dev.parallax.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorLinesTest {
  @TempDir Path data;

  @Test
  void aWrongClockIsNamed() {
    assertEquals(
        "+0.010 s against the median of 3 vantages", DoctorLines.clock(fleet(-10, -9, -11)));
    assertEquals(
        "+3600.000 s against the median of 4 vantages: wrong here, or on most of them",
        DoctorLines.clock(fleet(-3_600_000, -3_600_000, -3_600_000, 5)));
    assertTrue(DoctorLines.clock(fleet(1, 2)).startsWith("not compared"));
  }

  @Test
  void aDamagedStoreIsNamed() throws IOException {
    assertTrue(DoctorLines.store(data).contains("absent"));
    var file = data.resolve("parallax.db");
    try (var store = SqliteStore.open(file)) {
      for (int i = 0; i < 2_000; i++) {
        store.audit(Instant.EPOCH, "test", "a line to fill pages with, number " + i);
      }
    }
    assertTrue(DoctorLines.store(data).contains("no damaged page found"));
    var bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length - 3 * 4_096, bytes.length - 2 * 4_096, (byte) 0x5a);
    Files.write(file, bytes);
    assertThrows(DamagedStoreException.class, () -> DoctorLines.store(data));
  }

  private static List<Vantage> fleet(long... offsetMillis) {
    return LongStream.of(offsetMillis)
        .mapToObj(
            millis ->
                new Vantage(
                    new VantageId("v"),
                    Map.of(),
                    "",
                    Optional.of(Duration.ofMillis(millis)),
                    Map.of()))
        .toList();
  }
}
