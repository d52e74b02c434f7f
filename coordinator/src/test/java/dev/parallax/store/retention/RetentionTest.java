package dev.parallax.store.retention;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.healthy;
import static dev.parallax.store.Samples.id;
import static dev.parallax.store.Samples.passed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.store.RetentionStore;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is deleted from a real file, by a clock of the test. */
@Timeout(60)
final class RetentionTest {
  private static final int ROWS = 100;

  @TempDir Path folder;
  private Store store;
  private Instant now = NOON;
  private long nanos;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void afterThirtyDays_observationsAreDeleted_andVerdictsStay() {
    save("old", NOON, true);
    save("young", NOON.plus(Duration.ofDays(2)), true);
    now = NOON.plus(Duration.ofDays(6));
    var retention = retention(RetentionPolicy.DEFAULT);
    run(retention);
    assertEquals(ROWS, observations("old"));

    pass(Duration.ofDays(25), retention);
    var old = store.sweep(id("old")).orElseThrow();
    assertTrue(old.sweep().observationsDeleted());
    assertEquals(List.of(healthy()), old.verdicts());
    assertEquals(0, store.observations(id("old")).size());
    assertEquals(Optional.empty(), store.request(id("old")));
    assertEquals(ROWS, observations("young"));
    assertFalse(store.sweep(id("young")).orElseThrow().sweep().observationsDeleted());
    assertEquals(2, store.verdicts(9).size());
    assertEquals(2, store.sweeps(9).size());
  }

  @Test
  void afterFourHundredDays_sweepsAreDeleted() {
    save("old", NOON, true);
    save("broken-off", NOON, false);
    var retention = retention(RetentionPolicy.DEFAULT);
    for (int month = 1; month <= 14; month++) {
      now = NOON.plus(Duration.ofDays(29L * month));
      nanos += Duration.ofDays(29).toNanos();
      run(retention);
    }
    assertEquals(List.of(), store.sweeps(9));
    assertEquals(List.of(), store.verdicts(9));
    assertEquals(0, store.observations(id("old")).size());
    assertEquals(List.of(), store.incomplete());
  }

  @Test
  void incompleteSweepsKeepTheirObservations() {
    save("running", NOON, false);
    var retention = retention(RetentionPolicy.DEFAULT);
    pass(Duration.ofDays(40), retention);
    assertEquals(ROWS, observations("running"));
  }

  @Test
  void beyondItsSize_theOldestAreDeletedFirst() {
    for (int sweep = 0; sweep < 40; sweep++) {
      save("s" + sweep, NOON.plusSeconds(sweep), true);
    }
    long most = store.retention().usedBytes() / 2;
    now = NOON.plusSeconds(60);
    run(
        retention(
            new RetentionPolicy(
                RetentionPolicy.DEFAULT.observations(), RetentionPolicy.DEFAULT.verdicts(), most)));
    assertTrue(store.retention().usedBytes() <= most);
    assertEquals(0, observations("s0"));
    assertEquals(ROWS, observations("s39"));
    assertEquals(40, store.verdicts(99).size());
  }

  @Test
  void theFileShrinks() throws IOException {
    for (int sweep = 0; sweep < 20; sweep++) {
      save("s" + sweep, NOON.plusSeconds(sweep), true);
    }
    reopen();
    long before = Files.size(folder.resolve("store.db"));
    while (store.retention().deleteObservations(Instant.MAX, 500)) {
      store.retention().shrink(500);
    }
    reopen();
    long after = Files.size(folder.resolve("store.db"));
    assertTrue(2 * after < before, before + " bytes before, " + after + " after");
  }

  private void reopen() {
    store.close();
    open();
  }

  @Test
  void aStepDeletesNoMoreRowsThanAsked_andTheSweepIsWithoutThemFromTheFirstOn() {
    save("old", NOON, true);
    long before = store.retention().usedBytes();
    int steps = 0;
    while (store.retention().deleteObservations(Instant.MAX, 30)) {
      steps++;
      assertEquals(0, observations("old"), "step " + steps);
      assertEquals(Math.max(0, ROWS - 30 * steps), store.observations(id("old")).size());
    }
    assertEquals(4, steps);
    assertTrue(store.retention().usedBytes() < before);
  }

  @Test
  void aClockThatJumped_deletesNothingFor24Hours() {
    save("old", NOON, true);
    var retention = retention(RetentionPolicy.DEFAULT);
    now = NOON.plus(Duration.ofDays(5_000));
    run(retention);
    assertEquals(ROWS, observations("old"), "5,000 days within no time");
    now = NOON.plusSeconds(60);
    nanos += Duration.ofMinutes(1).toNanos();
    run(retention);
    assertEquals(ROWS, observations("old"), "corrected");
  }

  @Test
  void afterALongSilence_deletionWaits24Hours() {
    save("old", NOON, true);
    now = NOON.plus(Duration.ofDays(40));
    var retention = retention(RetentionPolicy.DEFAULT);
    run(retention);
    assertEquals(ROWS, observations("old"));
    pass(Duration.ofHours(23), retention);
    assertEquals(ROWS, observations("old"));
    pass(Duration.ofHours(2), retention);
    assertEquals(0, observations("old"));
  }

  /** A disk on which a row takes 1 ms, then 0.01 ms, then 1 ms again. */
  @Test
  void aSlowerDiskGetsSmallerPortions() {
    var disk = new TimedDisk();
    var retention = new Retention(disk, RetentionPolicy.DEFAULT, () -> now, () -> nanos);
    for (var cost : List.of(1_000_000L, 10_000L)) {
      disk.nanosPerRow = cost;
      disk.longest = 0;
      IntStream.range(0, 60).forEach(step -> retention.step());
      assertTrue(disk.longest <= 50_000_000, cost + " ns a row: " + disk.longest + " ns");
    }
    assertTrue(disk.rows > 1_000, "a fast disk gets large portions, got: " + disk.rows);
    disk.nanosPerRow = 1_000_000;
    IntStream.range(0, 12).forEach(step -> retention.step());
    assertTrue(disk.rows <= 32, "got: " + disk.rows);
  }

  private final class TimedDisk implements RetentionStore {
    private long nanosPerRow;
    private long longest;
    private int rows;

    @Override
    public boolean deleteObservations(Instant before, int most) {
      rows = most;
      longest = Math.max(longest, most * nanosPerRow);
      nanos += most * nanosPerRow;
      return true;
    }

    @Override
    public boolean deleteSweeps(Instant before, int most) {
      return false;
    }

    @Override
    public void shrink(int pages) {}

    @Override
    public long usedBytes() {
      return 0;
    }

    @Override
    public Optional<Instant> newestSweep() {
      return Optional.of(NOON);
    }
  }

  private void pass(Duration time, Retention retention) {
    now = now.plus(time);
    nanos += time.toNanos();
    run(retention);
  }

  private static void run(Retention retention) {
    while (retention.step().equals(Retention.PAUSE)) {
      // The next portion.
    }
  }

  private Retention retention(RetentionPolicy policy) {
    return new Retention(store.retention(), policy, () -> now, () -> nanos);
  }

  private int observations(String sweep) {
    return store.sweep(id(sweep)).orElseThrow().sweep().targets().getFirst().observations().size();
  }

  private void save(String sweep, Instant at, boolean complete) {
    store.save(header(sweep, at), false, List.of());
    store.add(IntStream.range(0, ROWS).mapToObj(trial -> passed(sweep, trial + 1)).toList());
    if (complete) {
      store.save(header(sweep, at), true, List.of(healthy()));
    }
  }
}
