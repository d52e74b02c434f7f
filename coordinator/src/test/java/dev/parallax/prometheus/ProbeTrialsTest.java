package dev.parallax.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.report.Fixture;
import dev.parallax.report.Report;
import dev.parallax.report.export.PromReport;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule of {@code probe_success}, which the report and {@code /metrics} share. */
final class ProbeTrialsTest {
  private static final List<Observation> OBSERVATIONS =
      Fixture.sweep().targets().getFirst().observations();

  private static final Observation PASSED = base(true);
  private static final Observation FAILED = base(false);

  private static Observation base(boolean passed) {
    return OBSERVATIONS.stream()
        .filter(seen -> seen.key().vantage().name().equals("eu-a1"))
        .filter(seen -> seen.key().arm() == Arm.BASE && seen.ran() && seen.ok() == passed)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"1,0,1", "0,1,0", "1,1,1", "2,2,1", "1,2,0", "2,1,1", "2,3,0", "0,4,0"})
  void success_isAtLeastHalfOfTheTrials(int passed, int failed, double expected) {
    var trials =
        Stream.concat(
                Collections.nCopies(passed, PASSED).stream(),
                Collections.nCopies(failed, FAILED).stream())
            .toList();
    assertEquals(expected, ProbeGauge.SUCCESS.of(new ProbeTrials(trials)).orElseThrow());
  }

  @Test
  void tie_isASuccessInTheReportAlso() {
    var sweep = Fixture.sweep();
    var tied = sweep.targets().getFirst().with(List.of(PASSED, FAILED));
    var report = Fixture.report();
    var text =
        PromReport.write(
            new Report(sweep.withTargets(List.of(tied)), report.verdicts(), report.exit()));
    var line = "probe_success{probe=\"eu-a1\",target=\"https://shop.example.com\"} 1.0";
    assertTrue(text.lines().anyMatch(line::equals), text);
  }

  @Test
  void noTrial_isNoFigure() {
    assertThrows(IllegalArgumentException.class, () -> new ProbeTrials(List.of()));
  }
}
