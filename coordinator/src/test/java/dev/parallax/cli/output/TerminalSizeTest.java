package dev.parallax.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TerminalSizeTest {
  @Test
  void size_isQueriedAtMostOnceASecond() {
    var nanos = new AtomicLong();
    var queries = new AtomicInteger();
    var size = TerminalSize.kept(() -> new TerminalSize(24, queries.incrementAndGet()), nanos::get);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertEquals(1, size.get().columns());
    nanos.incrementAndGet();
    assertEquals(2, size.get().columns());
  }
}
