package dev.parallax.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.listener.RefusedConnections.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RefusedConnectionsTest {
  private static final String LINE =
      "connections closed for lack of room since the last such line: ";

  private final AtomicLong nanos = new AtomicLong(-7);
  private final List<String> lines = new ArrayList<>();
  private final RefusedConnections refused = new RefusedConnections(nanos::get, lines::add);

  @Test
  void manyRefusals_areCounted_andLoggedAtMostOnceAMinute() {
    for (int number = 0; number < 1_000; number++) {
      refused.add(Reason.NETWORK_LIMIT);
      nanos.addAndGet(Duration.ofMillis(59).toNanos());
    }
    refused.add(Reason.DISPLACED);
    assertEquals(List.of(LINE + "{NETWORK_LIMIT=1}"), lines);

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    refused.add(Reason.TOTAL_LIMIT);
    assertEquals(
        List.of(
            LINE + "{NETWORK_LIMIT=1}", LINE + "{NETWORK_LIMIT=999, TOTAL_LIMIT=1, DISPLACED=1}"),
        lines);
    assertEquals(1_000, refused.count(Reason.NETWORK_LIMIT));
    assertEquals(1, refused.count(Reason.TOTAL_LIMIT));
    assertEquals(1, refused.count(Reason.DISPLACED));
  }
}
