package dev.parallax.rpc.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.report.DayBefore;
import dev.parallax.store.BrokenStore;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.v1.LastHealthySweep;
import dev.parallax.wire.Wire;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last healthy sweeps in the coordinator's answer. */
final class EarlierSweepsTest {
  private static final Sweep NOW = DayBefore.shop();

  private Store store;

  @BeforeEach
  void open(@TempDir Path folder) {
    store = SqliteStore.open(folder.resolve("store.db"));
    save(DayBefore.healthy());
    save(NOW);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void save(Sweep sweep) {
    store.add(sweep.targets().stream().flatMap(target -> target.observations().stream()).toList());
    store.save(sweep, true, Attribution.attribute(sweep));
  }

  private static List<LastHealthySweep> answer(Store store, Sweep sweep) {
    return new EarlierSweeps(store, store::sweep).lastHealthy(sweep, Attribution.attribute(sweep));
  }

  @Test
  void failingTarget_hasItsLastHealthySweep() {
    var answer = answer(store, NOW);
    assertEquals(1, answer.size());
    assertEquals(DayBefore.HEALTHY.value(), answer.getFirst().getSweep().getId());
    assertEquals(NOW.id().value(), answer.getFirst().getFirstOtherwiseId());
    assertEquals(NOW.startedAt(), Wire.time("first", answer.getFirst().getFirstOtherwiseAt()));
  }

  @Test
  void healthyTarget_hasNone() {
    assertEquals(List.of(), answer(store, DayBefore.healthy()));
  }

  @Test
  void sweepWhoseObservationsWereDeleted_isNoComparison() {
    assertTrue(store.retention().deleteObservations(NOW.startedAt(), 1));
    assertEquals(List.of(), answer(store, NOW));
  }

  @Test
  void unreadableStore_costsTheComparisonOnly() {
    var broken =
        BrokenStore.brokenFor(
            store,
            (method, arguments) ->
                method.equals("verdictsOn")
                    ? Optional.of(new IllegalStateException("unreadable"))
                    : Optional.empty());
    assertEquals(List.of(), answer(broken, NOW));
  }
}
