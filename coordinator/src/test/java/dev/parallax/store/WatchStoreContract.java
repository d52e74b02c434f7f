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
}
