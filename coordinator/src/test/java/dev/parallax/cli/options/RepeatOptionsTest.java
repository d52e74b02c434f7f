package dev.parallax.cli.options;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RepeatOptionsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<Duration> pauses = new ArrayList<>();

  private int run(Duration sweep, String... arguments) {
    var options = CommandLine.populateCommand(new RepeatOptions(), arguments);
    return options.run(
        () -> {
          nanos.addAndGet(sweep.toNanos());
          return 0;
        },
        nanos::get,
        pauses::add);
  }

  @Test
  void interval_isFromStartToStart() {
    run(Duration.ofSeconds(20), "--repeat", "3", "--interval", "30s");
    assertEquals(List.of(Duration.ofSeconds(10), Duration.ofSeconds(10)), pauses);
  }

  @Test
  void longSweep_isFollowedAtOnce() {
    run(Duration.ofSeconds(90), "--repeat", "2");
    assertEquals(List.of(), pauses);
  }
}
