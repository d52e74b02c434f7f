package dev.parallax.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.SweepId;
import dev.parallax.model.VantageId;
import dev.parallax.store.BrokenStore;
import dev.parallax.store.SqliteStore;
import dev.parallax.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A sweep that ended stands in the log as one line. */
final class SweepLogTest {
  @TempDir Path folder;
  private final Logger logger = (Logger) LoggerFactory.getLogger(SweepLog.class);
  private final ListAppender<ILoggingEvent> lines =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          event.prepareForDeferredProcessing(); // Keeps the context of the thread that logs.
          super.append(event);
        }
      };
  private final ConnectedAgents agents = new ConnectedAgents();
  private final Follower follower = new Follower();
  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    lines.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void close() {
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
    store.close();
  }

  @Test
  void aSweepThatEndedIsOneLineAtInfo() throws Exception {
    try (var sweeps = sweeps(store)) {
      connect(sweeps, "a");
      connect(sweeps, "b");
      var id = sweeps.start(Seen.request(Duration.ofSeconds(60), "a,b"), follower);
      var took = follower.sweep().took().toMillis();

      assertLine(Level.INFO, id, ": https://shop.test HEALTHY; vantages 2/2; " + took + " ms");
    }
  }

  @Test
  void aSweepThatFailedIsOneLineAtWarn() throws Exception {
    var full = BrokenStore.fullFor(store, (method, given) -> method.equals("seal"));
    try (var sweeps = sweeps(full)) {
      connect(sweeps, "a");
      var id = sweeps.start(Seen.request(Duration.ofSeconds(60), "a"), follower);
      var error = follower.failure();

      assertLine(Level.WARN, id, " failed: " + error.getMessage());
    }
  }

  private void assertLine(Level level, SweepId sweep, String rest) {
    assertEquals(1, lines.list.size(), lines.list::toString);
    var line = lines.list.getFirst();
    assertEquals("sweep " + sweep + rest, line.getFormattedMessage());
    assertEquals(level, line.getLevel());
    assertEquals(Map.of("sweep", sweep.value()), line.getMDCPropertyMap());
  }

  private Sweeps sweeps(Store kept) {
    return new Sweeps(
        kept,
        agents,
        () -> List.of(Seen.vantage("a"), Seen.vantage("b")),
        new SweepSettings(List.of(), List.of(), Optional.empty()),
        host -> new CompletableFuture<>(),
        List.of(),
        InstantSource.fixed(Seen.NOON),
        new Random(7),
        new Vitals());
  }

  private void connect(Sweeps sweeps, String name) {
    agents.connected(new VantageId(name), new FakeAgent(name, sweeps.intake(), FakeAgent::runAll));
  }
}
