package dev.parallax.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The table at the end: each story with the expected and the actual verdict. */
record Summary(List<StoryResult> results) {
  boolean isRight() {
    return results.stream().allMatch(StoryResult::isRight);
  }

  List<String> lines() {
    int story = width(results.stream().map(result -> result.story().name()), "story");
    int expected = width(results.stream().map(result -> result.story().expectedText()), "expected");
    var layout = "%-" + story + "s  %-" + expected + "s  %s  %7s  %s";
    return Stream.concat(
            Stream.of(String.format(Locale.ROOT, layout, "story", "expected", " ", "sweep", "got")),
            results.stream()
                .map(
                    result ->
                        String.format(
                            Locale.ROOT,
                            layout,
                            result.story().name(),
                            result.story().expectedText(),
                            result.isRight() ? "✓" : "✗",
                            String.format(
                                Locale.ROOT, "%.1f s", result.report().took().toMillis() / 1000.0),
                            result.got())))
        .toList();
  }

  private static int width(Stream<String> cells, String heading) {
    return Math.max(heading.length(), cells.mapToInt(String::length).max().orElse(0));
  }
}
