package dev.parallax.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.value.SweepId;
import dev.parallax.report.DayBefore;
import dev.parallax.report.Fixture;
import dev.parallax.web.WebStage;
import dev.parallax.web.access.WebConfig;
import java.nio.file.Path;
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
  private static final SweepId WELL = DayBefore.HEALTHY;
  private static final String TITLE = "Since the last healthy sweep";

  private WebStage stage;

  @BeforeEach
  void open(@TempDir Path folder) {
    stage =
        new WebStage(
            folder,
            new WebConfig(WebStage.at("127.0.0.1"), Optional.empty(), Set.of()),
            List.of(DayBefore.healthy(), DayBefore.shop()));
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
}
