package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributionTest {
  @ParameterizedTest
  @MethodSource("stories")
  void says(AttributionStory story) {
    var verdicts = verdicts(story);
    var expected = story.verdicts();
    var said =
        expected.endsWith("*") ? said(verdicts).replaceAll("- - .*", "- - *") : said(verdicts);
    assertEquals(expected, said, () -> story.grid() + verdicts);
  }

  static Stream<AttributionStory> stories() {
    return AttributionStories.all();
  }

  static List<Verdict> verdicts(AttributionStory story) {
    return Attribution.attribute(story.sweep()).getFirst().verdicts();
  }

  static String said(List<Verdict> verdicts) {
    return verdicts.stream().map(AttributionTest::said).collect(Collectors.joining("; "));
  }

  private static String said(Verdict verdict) {
    return "%s/%s %s %s %s"
        .formatted(
            verdict.blame(),
            verdict.segment().map(Segment::name).orElse("-"),
            verdict.hypothesis().map(Cause::code).orElse("-"),
            verdict.scope().attribute(),
            verdict.scope().value())
        .strip();
  }
}
