package dev.parallax.store;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.VANTAGE;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.healthy;
import static dev.parallax.store.Samples.id;
import static dev.parallax.store.Samples.key;
import static dev.parallax.store.Samples.observation;
import static dev.parallax.store.Samples.passed;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of every store. */
public abstract class StoreContract extends WatchStoreContract {
  @Test
  void verdicts_areThoseOfCompleteSweeps_newestFirst() {
    store.save(header("s1", NOON), true, List.of(healthy()));
    store.save(header("s3", NOON.plusSeconds(9)), false, List.of(healthy()));
    store.save(header("s2", NOON.plusSeconds(5)), true, List.of(healthy()));
    assertEquals(
        List.of(
            new StoredVerdicts(id("s2"), NOON.plusSeconds(5), healthy()),
            new StoredVerdicts(id("s1"), NOON, healthy())),
        store.verdicts(5));
    assertEquals(1, store.verdicts(1).size());
  }

  @Test
  void outlet_lacksCompleteSweeps_oldestFirst_untilTheyAreWritten() {
    store.save(header("s2", NOON.plusSeconds(5)), true, List.of(healthy()));
    store.save(header("s1", NOON), true, List.of(healthy()));
    store.save(header("s3", NOON.plusSeconds(9)), false, List.of());
    assertEquals(List.of(id("s1"), id("s2")), store.outlet().unwritten(5));
    assertEquals(List.of(id("s1")), store.outlet().unwritten(1));
    store.outlet().written(id("s1"));
    store.outlet().written(id("none"));
    assertEquals(List.of(id("s2")), store.outlet().unwritten(5));
    store.seal(header("s3", NOON.plusSeconds(9)), List.of(healthy()), List.of());
    assertEquals(List.of(id("s2"), id("s3")), store.outlet().unwritten(5));
    assertTrue(store.outlet().isWriter());
  }

  @Test
  void sweep_unknown_isEmpty() {
    assertEquals(Optional.empty(), store.sweep(id("none")));
    assertEquals(Optional.empty(), store.lastSweep());
  }

  @Test
  void sweep_comesBackWithObservationsInTheOrderTheyWereAdded() {
    store.save(header("s1", NOON), false, List.of());
    store.add(List.of(passed("s1", 2), passed("s1", 1)));
    store.add(List.of(passed("s1", 3)));
    var expected =
        header("s1", NOON)
            .withObservations(List.of(passed("s1", 2), passed("s1", 1), passed("s1", 3)));
    assertEquals(Optional.of(new StoredSweep(expected, false, List.of())), store.sweep(id("s1")));
  }

  @Test
  void save_again_replacesHeaderAndVerdictsAndKeepsObservations() {
    store.save(header("s1", NOON), false, List.of());
    store.add(List.of(passed("s1", 1)));
    store.save(header("s1", NOON.plusMillis(1)), true, List.of(healthy(), healthy()));
    store.save(header("s1", NOON.plusMillis(2)), true, List.of(healthy()));
    var stored = store.sweep(id("s1")).orElseThrow();
    assertEquals(NOON.plusMillis(2), stored.sweep().startedAt());
    assertTrue(stored.complete());
    assertEquals(List.of(healthy()), stored.verdicts());
    assertEquals(List.of(passed("s1", 1)), stored.sweep().targets().getFirst().observations());
  }

  @Test
  void save_doesNotStoreTheHeadersObservations() {
    var full = header("s1", NOON).withObservations(List.of(passed("s1", 1)));
    store.save(full, true, List.of());
    assertEquals(List.of(), observations("s1"));
  }

  @Test
  void theHistoryOfATarget_isStoredWithTheSweep() {
    var header = header("s1", NOON);
    var results = header.targets().getFirst().with(Samples.HISTORY);
    var frozen = header.withTargets(List.of(results));
    store.save(frozen, false, List.of());
    assertEquals(frozen, store.sweep(id("s1")).orElseThrow().sweep());
    store.seal(frozen, List.of(healthy()), List.of());
    assertEquals(frozen, store.sweep(id("s1")).orElseThrow().sweep());
  }

  @Test
  void add_repeatedKey_keepsTheFirst() {
    store.save(header("s1", NOON), false, List.of());
    var again =
        observation(passed("s1", 1).key(), new Outcome.NotRun(NotRunReason.DEADLINE, "too late"));
    store.add(List.of(passed("s1", 1), again));
    store.add(List.of(again));
    assertEquals(List.of(passed("s1", 1)), observations("s1"));
  }

  @Test
  void add_keysThatDifferInOnePart_areAllKept() {
    store.save(header("s1", NOON), false, List.of());
    var all =
        List.of(
            passed("s1", 1),
            passed("s1", 2),
            observation(key("s1", Arm.NO_SNI, 1, Samples.ADDRESS), new Outcome.Ok()),
            observation(key("s1", Arm.BASE, 1, Optional.empty()), new Outcome.Ok()));
    store.add(all);
    assertEquals(all, observations("s1"));
  }

  @Test
  void add_afterTheSeal_isNotTakenAndNamed() {
    store.save(header("s1", NOON), false, List.of());
    store.add(List.of(passed("s1", 1)));
    store.seal(header("s1", NOON), List.of(healthy()), List.of());
    var before = store.sweep(id("s1"));

    assertEquals(
        Set.of(passed("s1", 2).key()), store.add(List.of(passed("s1", 2), passed("open", 1))));
    store.addLate(passed("s1", 2));
    assertTrue(store.isComplete(id("s1")));
    assertFalse(store.isComplete(id("open")));
    assertEquals(before, store.sweep(id("s1")));
  }

  @Test
  void rounds_comeBackInOrder_andUsageIsCounted() {
    var vantages = new TreeSet<>(Set.of(VANTAGE));
    var plan = Bytes.copyOf(new byte[] {1, 2, 3});
    var second = new RoundPlan(id("s1"), 2, plan, vantages);
    var first = new RoundPlan(id("s1"), 1, plan, vantages);
    store.begin(header("s1", NOON), second, "trials 5");
    store.begin(header("s1", NOON), first, "trials 9");
    assertEquals(Optional.of("trials 5"), store.request(id("s1")), "the first stays");
    assertEquals(Optional.empty(), store.request(id("s2")));

    assertEquals(List.of(first, second), store.rounds(id("s1")));
    assertEquals(List.of(), store.rounds(id("s2")));
    assertEquals(Usage.NONE, store.usage(id("s1"), VANTAGE));
    store.add(List.of(passed("s1", 1), passed("s1", 2)));
    assertEquals(2, store.usage(id("s1"), VANTAGE).observations());
    assertTrue(store.usage(id("s1"), VANTAGE).bytes() > 20);
  }

  @Test
  void add_beforeItsSweep_isKept() {
    store.add(List.of(passed("s1", 1)));
    store.save(header("s1", NOON), false, List.of());
    assertEquals(List.of(passed("s1", 1)), observations("s1"));
  }

  @Test
  void seal_storesTheCentralChecks() {
    var observed = Samples.withTls("s1", 1);
    var check = Samples.centralCheck();
    var checked =
        observed.with(observed.steps().with(observed.steps().tls().orElseThrow().with(check)));
    store.save(header("s1", NOON), false, List.of());
    store.add(List.of(observed, passed("s1", 2)));
    store.seal(header("s1", NOON), List.of(healthy()), List.of(checked));
    store.seal(header("s1", NOON), List.of(healthy()), List.of(checked));
    assertEquals(List.of(checked, passed("s1", 2)), store.observations(id("s1")));
  }

  @Test
  void checkWritable_leavesNothing() {
    store.checkWritable();
    store.checkWritable();
    assertEquals(Optional.empty(), store.writeTrouble());
  }

  @Test
  void sealDuringAdditions_storesAnObservationOrRefusesIt() throws Exception {
    store.save(header("s1", NOON), false, List.of());
    var refused = ConcurrentHashMap.<TrialKey>newKeySet();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var adding =
          IntStream.rangeClosed(1, 100)
              .<Future<?>>mapToObj(
                  trial ->
                      threads.submit(() -> refused.addAll(store.add(List.of(passed("s1", trial))))))
              .toList();
      store.seal(header("s1", NOON), List.of(healthy()), List.of());
      var sealed = store.observations(id("s1")).size();
      for (var addition : adding) {
        addition.get(30, SECONDS);
      }
      assertEquals(sealed, store.observations(id("s1")).size(), "none after the seal");
      assertEquals(100, sealed + refused.size());
    }
  }

  @Test
  void add_fromManyThreads_keepsAll() throws Exception {
    store.save(header("s1", NOON), false, List.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var adding =
          IntStream.rangeClosed(1, 200)
              .<Future<?>>mapToObj(
                  trial -> threads.submit(() -> store.add(List.of(passed("s1", trial)))))
              .toList();
      for (var one : adding) {
        one.get(30, SECONDS);
      }
    }
    assertEquals(
        IntStream.rangeClosed(1, 200).boxed().toList(),
        observations("s1").stream().map(seen -> seen.key().trial()).sorted().toList());
  }

  @Test
  void everything_isThereAfterReopening() {
    store.add(List.of(passed("s1", 1)));
    store.save(header("s1", NOON), true, List.of(healthy()));
    store.saveToken(Samples.token("abcd", 1));
    store.saveVantage(Samples.vantage("eu-1"));
    store.audit(NOON, "operator:local", "did it");
    var before = store.sweep(id("s1"));
    store.close();
    store = open();
    assertEquals(before, store.sweep(id("s1")));
    assertEquals(List.of(Samples.token("abcd", 1)), store.tokens());
    assertEquals(List.of(Samples.vantage("eu-1")), store.vantages());
    assertEquals(List.of(new AuditLine(NOON, "operator:local", "did it")), store.auditLines(9));
  }

  @Test
  void sweeps_areNewestFirstAndLimited() {
    store.save(header("old", NOON), true, List.of(healthy()));
    store.save(header("new", NOON.plusSeconds(2)), false, List.of());
    store.save(header("mid", NOON.plusSeconds(1)), true, List.of(healthy()));
    var newest =
        new StoredSweepSummary(id("new"), NOON.plusSeconds(2), List.of(Samples.TARGET), false);
    assertEquals(newest, store.sweeps(2).getFirst());
    assertEquals(
        List.of(id("new"), id("mid")),
        store.sweeps(2).stream().map(StoredSweepSummary::id).toList());
    assertEquals(Optional.of(id("new")), store.lastSweep());
  }

  @Test
  void verdictsOn_areOfThatTargetAndTimeNewestFirst() {
    store.save(header("old", NOON), true, List.of(healthy()));
    store.save(header("mid", NOON.plusSeconds(1)), true, List.of(healthy()));
    store.save(header("running", NOON.plusSeconds(2)), false, List.of(healthy()));
    store.save(header("new", NOON.plusSeconds(3)), true, List.of(healthy()));
    var target = Samples.TARGET.name();
    var past = store.verdictsOn(target, NOON.plusSeconds(3), 9);
    assertEquals(
        List.of(
            new StoredVerdicts(id("mid"), NOON.plusSeconds(1), healthy()),
            new StoredVerdicts(id("old"), NOON, healthy())),
        past);
    assertEquals(1, store.verdictsOn(target, NOON.plusSeconds(3), 1).size());
    assertEquals(List.of(), store.verdictsOn(target, NOON, 9));
    assertEquals(Optional.of(NOON), store.startOf(id("old")));
    assertEquals(Optional.empty(), store.startOf(id("never")));
    assertEquals(List.of(), store.verdictsOn("https://other.example", NOON.plusSeconds(9), 9));
  }

  @Test
  void incomplete_areThoseNobodyEnded() {
    store.save(header("done", NOON), true, List.of(healthy()));
    store.save(header("later", NOON.plusSeconds(1)), false, List.of());
    store.save(header("first", NOON), false, List.of());
    assertEquals(List.of(id("first"), id("later")), store.incomplete());
  }

  private List<Observation> observations(String sweep) {
    return store.sweep(id(sweep)).orElseThrow().sweep().targets().getFirst().observations();
  }
}
