package dev.parallax.outlet;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.healthy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.health.Vitals;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Over a real store and real files. */
@Timeout(60)
final class OutletFollowerTest {
  private static final InstantSource CLOCK = InstantSource.fixed(NOON.plusSeconds(60));

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void finishedSweeps_areWrittenOnce_alsoThoseWithoutObservations() throws Exception {
    finish("s1", 3);
    finish("s2", 2);
    assertTrue(store.retention().deleteObservations(Instant.MAX, 1_000));
    var place = folder.resolve("outlet");
    var seen = new Observed(new JsonLinesOutlet(place));
    try (var follower = OutletFollower.start(seen, store, CLOCK, new Vitals())) {
      assertEquals("s1", seen.next());
      assertEquals("s2", seen.next());
      finish("s3", 1);
      assertEquals("s3", seen.next());
      assertEquals(Optional.empty(), follower.figures().trouble());
    }
    assertEquals(3, lines(place, "sweeps"));
    assertEquals(3, lines(place, "observations"), "those of s1 were deleted before");
    assertEquals(List.of(), store.outlet().unwritten(5));
  }

  @Test
  void outletThatFails_isTriedAgain_andItsReasonShown() throws Exception {
    finish("s1", 2);
    var place = Files.createFile(folder.resolve("no-folder"));
    var seen = new Observed(new JsonLinesOutlet(place));
    try (var follower = OutletFollower.start(seen, store, CLOCK, new Vitals())) {
      assertEquals("failed", seen.next());
      assertEquals("failed", seen.next());
      assertTrue(follower.figures().errors() >= 1);
      assertTrue(follower.figures().lag().toSeconds() >= 60);
      assertTrue(follower.figures().trouble().orElse("").contains(place.toString()));
      Files.delete(place);
      assertEquals("s1", seen.next());
    }
    assertEquals(1, lines(place, "sweeps"));
  }

  /** Its verdict has no sentence: the sweeps after it are written. */
  @Test
  void sweepThatCannotBeWritten_isLeftOut() throws Exception {
    store.save(header("s1", NOON), true, List.of(healthy()));
    finish("s2", 2);
    var place = folder.resolve("outlet");
    var seen = new Observed(new JsonLinesOutlet(place));
    try (var follower = OutletFollower.start(seen, store, CLOCK, new Vitals())) {
      assertEquals("s2", seen.next());
      assertEquals(1, follower.figures().skipped());
    }
    assertEquals(1, lines(place, "sweeps"));
    assertEquals(2, lines(place, "observations"));
  }

  private void finish(String id, int observations) {
    store.save(header(id, NOON), false, List.of());
    store.add(Finished.passed(id, observations));
    store.seal(header(id, NOON), Finished.stored(id, observations).verdicts(), List.of());
  }

  private static long lines(Path place, String kind) throws Exception {
    try (var lines = Files.lines(place.resolve(kind + "-" + Finished.DAY + ".jsonl"))) {
      return lines.count();
    }
  }

  /** Passes on to another outlet, and reports each attempt to the test. */
  private static final class Observed implements Outlet {
    private final Outlet outlet;
    private final BlockingQueue<String> attempts = new LinkedBlockingQueue<>();

    Observed(Outlet outlet) {
      this.outlet = outlet;
    }

    String next() throws InterruptedException {
      return String.valueOf(attempts.poll(30, TimeUnit.SECONDS));
    }

    @Override
    public void write(SweepLines sweep) throws OutletException {
      try {
        outlet.write(sweep);
        attempts.add(sweep.id().value());
      } catch (OutletException failed) {
        attempts.add("failed");
        throw failed;
      }
    }

    @Override
    public void close() {
      outlet.close();
    }
  }
}
