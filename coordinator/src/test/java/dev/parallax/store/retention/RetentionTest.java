package dev.parallax.store.retention;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.healthy;
import static dev.parallax.store.Samples.id;
import static dev.parallax.store.Samples.passed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
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
