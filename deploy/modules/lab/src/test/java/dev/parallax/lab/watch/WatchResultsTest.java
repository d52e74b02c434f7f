package dev.parallax.lab.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.lab.scenario.ScenarioCatalogue;
import dev.parallax.stage.StageFailure;
import dev.parallax.watch.file.WatchFileReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatchResultsTest {
  private static final Instant INSTALLED = Instant.parse("2026-11-30T10:00:00Z");
  private static final Instant REPAIRED = INSTALLED.plusSeconds(60);

  @ParameterizedTest
  @CsvSource({
    "ORIGIN, 120, 150, true",
    "PATH, 40, 30, false",
    "ORIGIN, 121, 30, false",
    "ORIGIN, 40, 151, false",
    "ORIGIN, 40, , false"
  })
  void aFaultIsMet_byOneIncidentWithTheRightBlame_inTime(
      String blame, int opened, Integer closed, boolean met) throws StageFailure {
    var fault = fault(List.of(incident(blame, opened, closed)));
    assertEquals(met, fault.isMet());
    assertEquals(met, new WatchResults(List.of(fault), List.of()).allMet());
  }

  @Test
  void noIncident_aSecondIncident_andAFaultThatCannotBeProduced_missTheBar() throws StageFailure {
    var one = incident("ORIGIN", 40, 30);
    assertFalse(fault(List.of()).isMet());
    assertFalse(fault(List.of(one, one)).isMet());
    var results = new WatchResults(List.of(fault(List.of(one))), List.of("hostDown: no root"));
    assertFalse(results.allMet());
    assertEquals(
        List.of(
            "fault        expected  got        opened s  closed s  incidents  result",
            "certExpired  ORIGIN    ORIGIN O3  40        30        1          right",
            "not acted out: hostDown: no root",
            "1 of 2 faults: one incident with the right blame, opened within 120 s and closed"
                + " within 150 s"),
        results.lines());
  }

  @Test
  void theWatchFileHasTwentyTargets() throws Exception {
    var watches = WatchFileReader.read(WatchTargets.file()).watches();
    assertEquals(20, watches.size());
    assertEquals(WatchTargets.SHOP, watches.getFirst().name());
    assertTrue(watches.stream().allMatch(watch -> watch.inside().size() == 1));
  }

  @Test
  void anAnswerThatIsNoJson_isQuoted() {
    var failure = assertThrows(StageFailure.class, () -> WatchedIncident.read("<html>"));
    assertEquals("expected incidents as JSON, got: <html>", failure.getMessage());
  }

  private static WatchedFault fault(List<WatchedIncident> incidents) throws StageFailure {
    return new WatchedFault(ScenarioCatalogue.named("certExpired"), INSTALLED, REPAIRED, incidents);
  }

  private static WatchedIncident incident(String blame, int opened, Integer closed)
      throws StageFailure {
    var end = closed == null ? "null" : "\"" + REPAIRED.plus(Duration.ofSeconds(closed)) + "\"";
    return WatchedIncident.read(
            """
            {"incidents": [{"id": "x", "target": "https://www.shop.example", "blame": "%s",
              "hypothesis": "O3", "openedAt": "%s", "closedAt": %s}]}\
            """
                .formatted(blame, INSTALLED.plusSeconds(opened), end))
        .getFirst();
  }
}
