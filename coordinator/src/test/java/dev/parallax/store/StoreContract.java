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
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of every store. */
@Timeout(60)
public abstract class StoreContract {
  public Store store;

  /** A store over the same place at each call; empty at the first call. */
  protected abstract Store open();

  @BeforeEach
  final void openStore() {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  @Test
  void looks_areNeitherListedNorLast_andAreDeletedWhole() {
    store.save(header("s1", NOON), true, List.of(healthy()));
    for (var name : List.of("l1", "l2", "l3")) {
      store.watches().beginLook(id(name), "https://shop.example");
      store.save(header(name, NOON.plusSeconds(5)), true, List.of(healthy()));
    }
    store.watches().keepLook(id("l1"));
    assertEquals(1, store.sweeps(9).size());
    assertEquals(1, store.verdicts(9).size());
    assertEquals(Optional.of(id("s1")), store.lastSweep());
    store.watches().keepLook(id("l2"));
    assertEquals(Optional.empty(), store.sweep(id("l1")), "one look of a target is kept");
    store.watches().dropLook(id("l3"));
    assertEquals(Optional.empty(), store.sweep(id("l3")));
    store.watches().beginLook(id("l4"), "https://shop.example");
    store.save(header("l4", NOON.plusSeconds(9)), false, List.of());
    store = reopened();
    store.watches().dropInterruptedLooks();
    assertEquals(Optional.empty(), store.sweep(id("l4")));
    assertTrue(store.sweep(id("l2")).isPresent());
  }

  @Test
  void incidentsAndMessages_areStoredWithTheStateOfTheTarget() {
    var open = new IncidentRecord("i1", "https://shop.example", NOON, Optional.empty(), "{}");
    var message =
        new NotificationRecord(
            0, "ops", NOON, NOON, 0, NotificationRecord.State.PENDING, "", "{\"a\":1}");
    store.watches().save("https://shop.example", "{}", List.of(open), List.of(message, message));
    store = reopened();
    assertEquals(Map.of("https://shop.example", "{}"), store.watches().states());
    assertEquals(List.of(open), store.watches().incidents(9));
    var due = store.watches().due("ops", NOON, 9);
    assertEquals(List.of(1L, 2L), due.stream().map(NotificationRecord::id).toList());
    assertEquals(List.of(), store.watches().due("ops", NOON.minusMillis(1), 9));
    assertEquals(List.of(), store.watches().due("other", NOON, 9));
    var sent =
        new NotificationRecord(
            1, "ops", NOON, NOON, 1, NotificationRecord.State.SENT, "timeout", "{\"a\":1}");
    store.watches().update(List.of(sent));
    assertEquals(1, store.watches().due("ops", NOON, 9).size());
    assertEquals(sent, store.watches().notifications(9).getLast());
    var closed =
        new IncidentRecord("i1", "https://shop.example", NOON, Optional.of(NOON), "{\"b\":2}");
    store.watches().save("https://shop.example", "{\"c\":3}", List.of(closed), List.of());
    assertEquals(List.of(closed), store.watches().incidents(9));
  }

  @Test
  void routes_haveTheirLastAttempt_andTheNumberOfWaitingMessages() {
    store
        .watches()
        .save("a", "{}", List.of(), List.of(pending("ops"), pending("ops"), pending("mail")));
    assertEquals(Map.of("ops", 2, "mail", 1), store.watches().pending());
    assertEquals(Map.of(), store.watches().lastAttempts());
    var refused =
        new NotificationRecord(
            1, "ops", NOON, NOON, 1, NotificationRecord.State.PENDING, "timeout", "{}");
    var sent =
        new NotificationRecord(2, "ops", NOON, NOON, 0, NotificationRecord.State.SENT, "", "{}");
    store.watches().update(List.of(refused));
    assertEquals(Map.of("ops", refused), store.watches().lastAttempts());
    store.watches().update(List.of(sent));
    assertEquals(Map.of("ops", sent), store.watches().lastAttempts());
    assertEquals(Map.of("ops", 1, "mail", 1), store.watches().pending());
  }

  private static NotificationRecord pending(String route) {
    return new NotificationRecord(
        0, route, NOON, NOON, 0, NotificationRecord.State.PENDING, "", "{}");
  }

  @Test
  void incidentsOfATarget_andSilences_areTheLatestFirst() {
    var first = new IncidentRecord("i1", "a", NOON, Optional.of(NOON), "{}");
    var second = new IncidentRecord("i2", "a", NOON.plusSeconds(1), Optional.empty(), "{}");
    var other = new IncidentRecord("i3", "b", NOON, Optional.empty(), "{}");
    store.watches().save("a", "{}", List.of(first, second, other), List.of());
    assertEquals(List.of(second, first), store.watches().incidents("a", 9));
    assertEquals(List.of(second), store.watches().incidents("a", 1));
    var one = new SilenceRecord("s1", "a", NOON, NOON.plusSeconds(60), "op", "why");
    var two = new SilenceRecord("s2", "a", NOON.plusSeconds(1), NOON.plusSeconds(9), "op", "it");
    store.watches().save(one);
    store.watches().save(two);
    var ended = new SilenceRecord("s1", "a", NOON, NOON.plusSeconds(5), "op", "why");
    store.watches().save(ended);
    store = reopened();
    assertEquals(List.of(two, ended), store.watches().silences(9));
  }

  private Store reopened() {
    store.close();
    return open();
  }

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

  @Test
  void useToken_takesOneUseUntilNoneIsLeft() {
    store.saveToken(Samples.token("abcd", 2));
    assertTrue(store.useToken("abcd", NOON));
    assertTrue(store.useToken("abcd", NOON));
    assertFalse(store.useToken("abcd", NOON));
    assertEquals(0, store.token("abcd").orElseThrow().usesLeft());
  }

  @Test
  void useToken_unknownExpiredOrRevoked_takesNone() {
    store.saveToken(Samples.token("abcd", 1));
    assertFalse(store.useToken("none", NOON));
    assertFalse(store.useToken("abcd", NOON.plusSeconds(3_600)));
    assertTrue(store.revokeToken("abcd"));
    assertFalse(store.useToken("abcd", NOON));
    assertEquals(1, store.token("abcd").orElseThrow().usesLeft());
  }

  @Test
  void revokeToken_againIsTrue_unknownIsFalse() {
    store.saveToken(Samples.token("abcd", 1));
    assertTrue(store.revokeToken("abcd"));
    assertTrue(store.revokeToken("abcd"));
    assertFalse(store.revokeToken("none"));
    assertTrue(store.token("abcd").orElseThrow().revoked());
  }

  @Test
  void vantages_areInNameOrder() {
    store.saveVantage(Samples.vantage("b"));
    store.saveVantage(Samples.vantage("a"));
    assertEquals(List.of(Samples.vantage("a"), Samples.vantage("b")), store.vantages());
  }

  @Test
  void saveVantage_replaces() {
    store.saveVantage(Samples.vantage("eu-1"));
    store.revokeVantage(VANTAGE);
    var anew =
        new VantageRecord(
            VANTAGE, Map.of(), "second", NOON, NOON, Optional.of(NOON.plusMillis(7)), false);
    store.saveVantage(anew);
    assertEquals(Optional.of(anew), store.vantage(VANTAGE));
  }

  @Test
  void seen_isNoted_andIgnoredForStrangers() {
    store.saveVantage(Samples.vantage("eu-1"));
    store.seen(VANTAGE, NOON.plusMillis(5));
    store.seen(new VantageId("stranger"), NOON);
    assertEquals(Optional.of(NOON.plusMillis(5)), store.vantage(VANTAGE).orElseThrow().lastSeen());
    assertEquals(1, store.vantages().size());
  }

  @Test
  void renewVantage_onlyWithItsEnrolmentAndNotRevoked() {
    store.saveVantage(Samples.vantage("eu-1"));
    assertTrue(store.renewVantage(VANTAGE, "first", NOON.plusSeconds(900)));
    assertFalse(store.renewVantage(VANTAGE, "other", NOON));
    assertTrue(store.revokeVantage(VANTAGE));
    assertFalse(store.renewVantage(VANTAGE, "first", NOON));
    var stored = store.vantage(VANTAGE).orElseThrow();
    assertEquals(NOON.plusSeconds(900), stored.certificateNotAfter());
    assertTrue(stored.revoked());
  }

  @Test
  void revokeVantage_unknownIsFalse() {
    assertFalse(store.revokeVantage(VANTAGE));
  }

  @Test
  void auditLines_areNewestFirst() {
    store.audit(NOON, "a", "one");
    store.audit(NOON, "a", "two");
    store.audit(NOON, "a", "three");
    assertEquals(
        List.of("three", "two"), store.auditLines(2).stream().map(AuditLine::action).toList());
  }

  private List<Observation> observations(String sweep) {
    return store.sweep(id(sweep)).orElseThrow().sweep().targets().getFirst().observations();
  }
}
