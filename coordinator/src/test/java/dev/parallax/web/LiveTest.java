package dev.parallax.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.Fixture;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sweep from the form to the verdict, seen through its page. */
@Timeout(60)
final class LiveTest {
  private WebStage stage;

  @BeforeEach
  void open(@TempDir Path folder) {
    stage = WebStage.open(folder);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private String start() {
    var key = WebStage.key(stage.get("/"));
    var answer =
        stage.post(
            "/sweeps",
            List.of("key", key, "targets", "https://shop.example", "from", "", "trials", "2"),
            "origin",
            "http://" + stage.uri("/").getAuthority());
    assertEquals(303, answer.statusCode(), answer.body());
    return answer.headers().firstValue("location").orElse("");
  }

  /** The page as soon as it is so. */
  private String await(String path, Predicate<String> wanted) {
    var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    var page = stage.get(path).body();
    while (!wanted.test(page)) {
      assertTrue(System.nanoTime() < end, page);
      page = stage.get(path).body();
    }
    return page;
  }

  @Test
  void page_fillsInWhileTheSweepRuns_andEnds() throws InterruptedException {
    var agent = stage.connect("eu-1");
    var path = start();
    agent.assigned.join();
    var waiting = await(path, page -> page.contains("Round 1: 0 of"));
    assertTrue(waiting.contains("data-every="), waiting);
    assertTrue(waiting.contains("role=\"status\""), waiting);

    agent.runOne();
    await(path, page -> page.contains("Round 1: 1 of") && page.contains("eu-1"));
    assertTrue(stage.get("/").body().contains("Round 1: 1 of"));

    agent.runAll();
    var done = await(path, page -> page.contains("Complete."));
    assertFalse(done.contains("data-every="), done);
    assertTrue(done.contains("class=\"verdict"), done);
    var overview = stage.get("/").body();
    assertTrue(overview.contains("/target?name=https%3A%2F%2Fshop.example"), overview);
    assertEquals(200, stage.get("/target?name=https%3A%2F%2Fshop.example").statusCode());
  }

  @Test
  void report_isThereAsFiles() throws InterruptedException {
    var agent = stage.connect("eu-1");
    var path = start();
    agent.runAll();
    await(path, page -> page.contains("Complete."));
    var json = stage.get(path + ".json");
    assertEquals("application/json; charset=utf-8", header(json, "content-type"));
    assertTrue(json.body().startsWith("{"), json.body());
    var html = stage.get(path + ".html");
    assertTrue(header(html, "content-disposition").startsWith("attachment"));
    assertTrue(html.body().startsWith("<!DOCTYPE html>"));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void start_isAudited() {
    stage.connect("eu-1");
    var path = start();
    var line = stage.desk.store.auditLines(1).getFirst();
    assertEquals("web loopback", line.actor());
    assertTrue(line.action().contains(path.substring("/sweeps/".length())), line.action());
    assertTrue(line.action().contains("https://shop.example"), line.action());
  }

  @Test
  void interruptedSweep_saysSo() {
    var sweep = Fixture.sweep();
    stage.desk.store.save(sweep, false, List.of());
    assertTrue(stage.get("/sweeps/" + sweep.id()).body().contains("Interrupted"));
    assertTrue(stage.get("/").body().contains("Interrupted"));
  }
}
