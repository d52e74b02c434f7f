package dev.parallax.agent.delay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters as Linux writes them, with cgroup v2, with v1, and with none. */
final class CpuAccountingTest {
  @TempDir Path dir;

  @Test
  void quotaOfTheGroupAbove_isCountedToo() throws Exception {
    write("proc/self/cgroup", "0::/system.slice/parallax-agent.service\n");
    write("proc/stat", "cpu  10 20 30 40 50 60 70 25 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n");
    write("proc/thread-self/schedstat", "111 3000000 7\n");
    var own = "cg/system.slice/parallax-agent.service/cpu.stat";
    write(own, "usage_usec 5\nnr_periods 9\nnr_throttled 0\nthrottled_usec 0\n");
    write("cg/system.slice/cpu.stat", "nr_throttled 4\nthrottled_usec 380000\n");
    var accounting = accounting();
    var before = accounting.read();
    write("cg/system.slice/cpu.stat", "nr_throttled 14\nthrottled_usec 1330000\n");
    write("proc/stat", "cpu  10 20 30 40 50 60 70 75 0 0\n");
    write("proc/thread-self/schedstat", "111 5000000 7\n");

    var shortage = accounting.read().since(before).orElseThrow();

    assertEquals(10, shortage.throttledPeriods());
    assertEquals(Duration.ofMillis(950), shortage.throttled());
    assertEquals(Duration.ofMillis(500), shortage.stolen());
    assertEquals(Duration.ofMillis(2), shortage.waited());
  }

  @Test
  void versionOne_isReadAsWell() throws Exception {
    write("proc/self/cgroup", "4:memory:/other\n2:cpu,cpuacct:/docker/abc\n0::/\n");
    write("cg/cpu,cpuacct/docker/abc/cpu.stat", "nr_throttled 3\nthrottled_time 5000000\n");

    var read = accounting().read();

    assertTrue(read.known());
    assertEquals(3, read.throttledPeriods());
    assertEquals(5_000_000, read.throttledNanos());
  }

  @Test
  void hostThatCountsNothing_saysNothing() {
    var accounting = accounting();

    assertFalse(accounting.read().known());
    assertTrue(accounting.read().since(accounting.read()).isEmpty());
  }

  @Test
  void countersOfThisHost_canBeRead() {
    assertTrue(CpuAccounting.HOST.read().known());
  }

  private CpuAccounting accounting() {
    return new CpuAccounting(dir.resolve("proc"), dir.resolve("cg"));
  }

  private void write(String name, String text) throws IOException {
    var file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
