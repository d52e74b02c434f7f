package dev.parallax.lab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.ScenarioCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expectation of a sweep during which the agent of us-f is short of CPU time. */
final class ScenarioOutcomeTest {
  private static final String HEALTHY = verdict("HEALTHY", "", "N0", "");
  private static final String SHORTAGE = verdict("VANTAGE", "agent", "V8", "us-f");
  private static final String OTHER_SHORTAGE = verdict("VANTAGE", "agent", "V8", "us-e");
  private static final String REFUSED = verdict("ORIGIN", "service", "O2", "");
  private static final String PATH = verdict("PATH", "access", "P4", "us-f");

  @TempDir Path folder;

  @Test
  void starvedVantage_itsShortageMayBeReportedOrNot() throws Exception {
    assertEquals(ScenarioOutcome.Mark.RIGHT, outcome("plainHealthy", HEALTHY).mark());
    assertEquals(ScenarioOutcome.Mark.RIGHT, outcome("plainHealthy", SHORTAGE).mark());
    assertEquals(ScenarioOutcome.Mark.RIGHT, outcome("portNotListening", REFUSED, SHORTAGE).mark());
    assertEquals(ScenarioOutcome.Mark.RIGHT, outcome("portNotListening", REFUSED).mark());
  }

  @Test
  void starvedVantage_everyOtherVerdictIsWrongAndConfident() throws Exception {
    assertTrue(outcome("plainHealthy", PATH).isConfidentlyWrong());
    assertTrue(outcome("plainHealthy", OTHER_SHORTAGE).isConfidentlyWrong());
    assertTrue(outcome("portNotListening", PATH, REFUSED).isConfidentlyWrong());
    assertEquals(ScenarioOutcome.Mark.ABSTAINED, outcome("portNotListening", SHORTAGE).mark());
  }

  @Test
  void withoutTheCondition_aShortageIsWrong() throws Exception {
    var outcome =
        ScenarioOutcome.read(
            ScenarioCatalogue.named("plainHealthy"), report(OTHER_SHORTAGE, SHORTAGE));

    assertEquals(ScenarioOutcome.Mark.WRONG, outcome.mark());
    assertFalse(outcome.hasRightSide());
  }

  @Test
  void onAnOverloadedMachine_aShortageOfCpuIsNoWrongVerdictAndNoRightOne() throws Exception {
    var overloaded = new CpuPressure(0.9);
    assertEquals(ScenarioOutcome.Mark.ABSTAINED, ordinary(overloaded, OTHER_SHORTAGE).mark());
    assertFalse(ordinary(overloaded, OTHER_SHORTAGE).isConfidentlyWrong());
    assertTrue(ordinary(overloaded, PATH, OTHER_SHORTAGE).isConfidentlyWrong());
    assertTrue(ordinary(new CpuPressure(0.5), OTHER_SHORTAGE).isConfidentlyWrong());
  }

  @Test
  void pressureIsTheShareOfTimeInWhichAProcessWaited() {
    var before = CpuPressure.total();
    assumeTrue(before.isPresent(), "the kernel has no /proc/pressure/cpu");
    var share = CpuPressure.over(Duration.ofHours(1), before).share();
    assertTrue(share >= 0 && share < 0.1, () -> "share " + share);
    assertEquals(CpuPressure.UNKNOWN, CpuPressure.over(Duration.ZERO, before));
  }

  private ScenarioOutcome ordinary(CpuPressure pressure, String... verdicts) throws Exception {
    return ScenarioOutcome.read(ScenarioCatalogue.named("plainHealthy"), report(verdicts))
        .took(Duration.ofSeconds(10), pressure);
  }

  private ScenarioOutcome outcome(String scenario, String... verdicts) throws Exception {
    var starved = Conditions.ORDINARY.starving("us-f");
    return ScenarioOutcome.read(
        ScenarioCatalogue.named(scenario).under(starved).orElseThrow(), report(verdicts));
  }

  private Path report(String... verdicts) throws IOException {
    return Files.writeString(
        folder.resolve("report.json"),
        "{\"targets\": [{\"verdicts\": [%s]}]}".formatted(String.join(",", verdicts)));
  }

  private static String verdict(String blame, String segment, String cause, String vantage) {
    return """
    {"blame": "%s", "segment": %s, "hypothesis": "%s", "probability": 0.98, "grade": "strong",
     "scope": {"vantages": [%s]}}\
    """
        .formatted(
            blame,
            segment.isEmpty() ? "null" : "\"" + segment + "\"",
            cause,
            vantage.isEmpty() ? "" : "\"" + vantage + "\"");
  }
}
