package dev.parallax.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.stage.ReportedVerdict;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StoriesTest {
  private static final ReportedVerdict EXPIRED = finding("ORIGIN", "service", "O3", "eu-b", "us-e");
  private static final ReportedVerdict FILTERED =
      finding("REGION", "transit", "P1", "ap-c", "ap-d");

  @Test
  void elevenStories_eachWithASiteOfItsOwn() {
    var stories = Stories.all();
    assertEquals(11, stories.size());
    assertEquals(11, stories.stream().map(Story::host).distinct().count());
  }

  @Test
  void right_isTheExpectedVerdictAndNoOther() {
    var story = story("one-region");
    assertTrue(story.isRight(List.of(FILTERED)));
    assertFalse(story.isRight(List.of()));
    assertFalse(story.isRight(List.of(EXPIRED)));
    assertFalse(story.isRight(List.of(FILTERED, EXPIRED)));
    assertFalse(story.isRight(List.of(finding("REGION", "transit", "P1", "ap-c"))));
    assertFalse(story.isRight(List.of(finding("PATH", "transit", "P1", "ap-c", "ap-d"))));
  }

  @Test
  void twoCauses_bothInAnyOrder() {
    var story = story("two-causes");
    assertTrue(story.isRight(List.of(EXPIRED, FILTERED)));
    assertTrue(story.isRight(List.of(FILTERED, EXPIRED)));
    assertFalse(story.isRight(List.of(EXPIRED)));
    assertFalse(story.isRight(List.of(EXPIRED, EXPIRED)));
  }

  @Test
  void healthy_whateverTheHypothesisIsCalled() {
    var healthy =
        new ReportedVerdict(
            "HEALTHY", Optional.empty(), Optional.of("N0"), Set.of(), 0.9, "strong");
    assertTrue(story("healthy").isRight(List.of(healthy)));
  }

  @Test
  void told_readsAReport() throws IOException {
    var report =
        DemoReport.read(
            """
            {"sweepId": "s1", "tookMs": 1500, "targets": [{"target": "t", "verdicts": [
              {"blame": "REGION", "segment": "transit", "hypothesis": "P1",
               "scope": {"attribute": "region", "value": "ap", "vantages": ["ap-d", "ap-c"]}},
              {"blame": "INCONCLUSIVE", "segment": null, "hypothesis": null,
               "scope": {"attribute": "all", "value": "", "vantages": []}}]}]}
            """);
    assertEquals("s1", report.sweepId());
    assertEquals(Duration.ofMillis(1500), report.took());
    assertTrue(story("one-region").isRight(report.findings().subList(0, 1)));
    assertEquals("REGION/transit P1 @ap-c,ap-d", report.findings().getFirst().toString());
    assertEquals(Optional.empty(), report.findings().getLast().segment());
  }

  private static Story story(String name) {
    return Stories.all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static ReportedVerdict finding(
      String blame, String segment, String hypothesis, String... vantages) {
    return new ReportedVerdict(
        blame, Optional.of(segment), Optional.of(hypothesis), Set.of(vantages), 0.9, "strong");
  }
}
