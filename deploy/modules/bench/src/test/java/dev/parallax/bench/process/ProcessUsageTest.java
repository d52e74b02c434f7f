package dev.parallax.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ProcessUsageTest {
  /** The kernel's own sum over all CPUs of this process, from another source. */
  @Test
  void countsAChildsCpuAndMemory() throws Exception {
    var busy =
        new ProcessBuilder(
                "sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo; cat")
            .start();
    try {
      assertEquals('\n', busy.getInputStream().read());
      var vitals = ProcessUsage.of(busy);
      var told = busy.toHandle().info().totalCpuDuration().orElseThrow();
      assertTrue(vitals.cpuNanos() > 0, "the loop took time");
      assertEquals((double) told.toNanos(), (double) vitals.cpuNanos(), 20e6);
      assertTrue(vitals.residentBytes() >= vitals.anonymousBytes());
      assertTrue(vitals.anonymousBytes() > 0);
    } finally {
      busy.destroy();
    }
  }
}
