package dev.parallax.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.Observation;
import dev.parallax.model.Sweep;
import dev.parallax.model.SweepId;
import dev.parallax.model.TargetResults;
import dev.parallax.model.TrialKey;
import dev.parallax.report.Fixture;
import dev.parallax.web.WebStage;
import dev.parallax.web.access.WebConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sweep's page compares with the last healthy sweep of its target. */
@Timeout(60)
final class LastHealthyCacheTest {
  private static final SweepId WELL = new SweepId("20260130-120000-well");
  private static final String TITLE = "Since the last healthy sweep";

  private WebStage stage;

  @BeforeEach
  void open(@TempDir Path folder) {
    stage =
        new WebStage(
            folder,
            new WebConfig(WebStage.at("127.0.0.1"), Optional.empty(), Set.of()),
            List.of(dayBefore(), shop()));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void failing_isComparedOnThePageAndInBothFiles() {
    var page = stage.get("/sweeps/" + Fixture.ID).body();

    assertTrue(page.contains(TITLE), page);
    assertTrue(page.contains(WELL.value()), page);
    assertTrue(stage.get("/sweeps/" + Fixture.ID + ".html").body().contains(TITLE));
    assertTrue(stage.get("/sweeps/" + Fixture.ID + ".json").body().contains("\"lastHealthy\""));
  }

  @Test
  void askedForAgain_saysTheSame() {
    var path = "/sweeps/" + Fixture.ID + ".json";

    assertEquals(stage.get(path).body(), stage.get(path).body());
  }

  @Test
  void inChinese() {
    assertTrue(stage.get("/sweeps/" + Fixture.ID + "?lang=zh").body().contains("与上一次正常的巡检相比"));
  }

  @Test
  void well_isNotCompared() {
    assertFalse(stage.get("/sweeps/" + WELL).body().contains(TITLE));
  }

  private static Sweep shop() {
    var whole = Fixture.sweep();
    return whole.withTargets(whole.targets().subList(0, 1));
  }

  /** The same target a day before, without a failure. */
  private static Sweep dayBefore() {
    var now = shop();
    var results = now.targets().getFirst();
    var passing =
        results.observations().stream()
            .filter(Observation::ok)
            .map(LastHealthyCacheTest::moved)
            .toList();
    return new Sweep(
        WELL,
        now.startedAt().minus(Duration.ofDays(1)),
        now.took(),
        false,
        now.vantages(),
        now.rounds(),
        now.coverage(),
        List.of(new TargetResults(results.target(), results.inside(), passing)));
  }

  private static Observation moved(Observation seen) {
    var key = seen.key();
    return new Observation(
        new TrialKey(
            WELL,
            key.round(),
            key.target(),
            key.vantage(),
            key.arm(),
            key.variant(),
            key.address(),
            key.trial()),
        seen.planHash(),
        seen.outcome(),
        seen.steps());
  }
}
