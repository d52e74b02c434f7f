package dev.parallax.store;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.VANTAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of every store: tokens, vantages, operators and the audit log. */
@Timeout(60)
abstract class FleetStoreContract {
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

  final Store reopened() {
    store.close();
    return open();
  }

  @Test
  void saveVantage_again_startsItsGenerationsAnew() {
    store.saveVantage(Samples.vantage("eu-1"));
    assertEquals(OptionalLong.of(1), store.nextGeneration(VANTAGE, "first"));
    assertEquals(OptionalLong.of(2), store.nextGeneration(VANTAGE, "first"));
    store.generationUsed(VANTAGE, "first", 2);
    assertTrue(store.isSuperseded(VANTAGE, "first", 1));
    store.saveVantage(Samples.vantage("eu-1"));
    assertFalse(store.isSuperseded(VANTAGE, "first", 1));
    assertEquals(OptionalLong.of(1), store.nextGeneration(VANTAGE, "first"));
    assertEquals(OptionalLong.empty(), store.nextGeneration(VANTAGE, "second"));
  }

  @Test
  void operators_areAddedOnceAndRevoked() {
    var operator = new OperatorRecord("0a", "laptop", NOON, false);
    store.addOperator(operator);
    store.addOperator(new OperatorRecord("0a", "another", NOON, false));
    store.addOperator(new OperatorRecord("0b", "desk", NOON.plusSeconds(1), false));
    assertEquals(
        List.of("desk", "laptop"), store.operators().stream().map(OperatorRecord::name).toList());
    assertTrue(store.revokeOperator("0a"));
    assertFalse(store.revokeOperator("0c"));
    assertTrue(store.operator("0a").orElseThrow().revoked());
    assertEquals(Optional.empty(), store.operator("0c"));
  }

  @Test
  void order_isThatOfTheCodePoints() {
    for (var name : List.of("b", "a-b", "A", "ab", "a")) {
      store.saveVantage(Samples.vantage(name));
    }
    assertEquals(
        List.of("A", "a", "a-b", "ab", "b"),
        store.vantages().stream().map(vantage -> vantage.id().name()).toList());
  }

  @Test
  void textOfAnyCharacter_isAccepted() {
    store.audit(NOON, "operator:local", "nul \u0000, half a pair \ud800, \uD83D\uDE00 '\\\"");
    assertTrue(store.auditLines(1).getFirst().action().startsWith("nul "));
    assertTrue(store.auditLines(1).getFirst().action().endsWith("\uD83D\uDE00 '\\\""));
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
}
