package dev.parallax.store;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.VANTAGE;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.healthy;
import static dev.parallax.store.Samples.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.value.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract of every store: looks, incidents and messages. */
abstract class WatchStoreContract extends FleetStoreContract {
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
    assertEquals(Optional.of("{}"), store.watches().state("https://shop.example"));
    assertEquals(Optional.empty(), store.watches().state("https://other.example"));
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
  void dropLook_deletesItsRequest() {
    store.watches().beginLook(id("l1"), "https://shop.example");
    var plan = Bytes.copyOf(new byte[] {1});
    store.begin(
        header("l1", NOON),
        new RoundPlan(id("l1"), 1, plan, new TreeSet<>(Set.of(VANTAGE))),
        "trials 5");
    store.watches().dropLook(id("l1"));
    assertEquals(Optional.empty(), store.request(id("l1")));
    assertEquals(List.of(), store.rounds(id("l1")));
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
}
