package dev.parallax.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.report.Fixture;
import dev.parallax.web.access.WebConfig;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A damaged stored sweep is named wherever it would be shown, and hides no other sweep. */
@Timeout(60)
final class DamagedSweepTest {
  private static final SweepId DAMAGED = new SweepId("20260131-110000-torn");
  private static final String SENTENCE = "This sweep cannot be shown: a stored record is damaged";

  private WebStage stage;

  @BeforeEach
  void open(@TempDir Path folder) throws SQLException {
    var config = new WebConfig(WebStage.at("127.0.0.1"), Optional.empty(), Set.of());
    new WebStage(folder, config, List.of(Fixture.sweep(), named(DAMAGED))).close();
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
        var damage = database.createStatement()) {
      damage.execute("UPDATE sweep SET header = x'0102' WHERE id = '" + DAMAGED + "'");
    }
    stage = new WebStage(folder, config);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void page_saysSo() {
    assertSays(stage.get("/sweeps/" + DAMAGED).body());
    assertEquals(200, stage.get("/sweeps/" + Fixture.ID).statusCode());
  }

  @Test
  void htmlFile_isAPageThatSaysSo() {
    var answer = stage.get("/sweeps/" + DAMAGED + ".html");

    assertEquals(500, answer.statusCode());
    assertSays(answer.body());
    assertEquals(200, stage.get("/sweeps/" + Fixture.ID + ".html").statusCode());
  }

  @Test
  void jsonFile_isAnErrorThatSaysSo() {
    var answer = stage.get("/sweeps/" + DAMAGED + ".json");

    assertEquals(500, answer.statusCode());
    assertTrue(
        answer.headers().firstValue("content-type").orElse("").startsWith("application/json"));
    assertTrue(
        answer.body().startsWith("{\"sweep\":\"" + DAMAGED + "\",\"error\":\""), answer.body());
    assertSays(answer.body());
    assertEquals(200, stage.get("/sweeps/" + Fixture.ID + ".json").statusCode());
  }

  @Test
  void list_hasItAsOneThatCannotBeShown() {
    var body = stage.get("/").body();

    assertTrue(body.contains("href=\"/sweeps/" + DAMAGED + "\""), body);
    assertTrue(body.contains("cannot be shown"), body);
    assertTrue(body.contains("href=\"/sweeps/" + Fixture.ID + "\""), body);
  }

  @Test
  void metrics_countItAndHaveTheRest() {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    var metrics = "";
    while (!metrics.contains("parallax_sweeps_unreadable 1.0")) {
      assertTrue(System.nanoTime() < end, metrics);
      metrics = stage.get("/metrics").body();
    }
    assertTrue(metrics.contains("parallax_sweeps_running 0.0"), metrics);
  }

  private static void assertSays(String body) {
    assertTrue(body.contains(DAMAGED.value()), body);
    assertTrue(body.contains(SENTENCE), body);
    assertFalse(body.contains("StoreException"), body);
    assertFalse(body.contains("\tat "), body);
  }

  private static Sweep named(SweepId id) {
    var fixture = Fixture.sweep();
    return new Sweep(
        id,
        fixture.startedAt(),
        fixture.took(),
        false,
        fixture.vantages(),
        fixture.rounds(),
        fixture.coverage(),
        fixture.targets());
  }
}
