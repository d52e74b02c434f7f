package dev.parallax.demo;

import dev.parallax.stage.ReportedVerdict;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of a story.
 *
 * @param again the verdicts derived again from the stored report
 * @param text the report as text
 */
record StoryResult(Story story, DemoReport report, List<ReportedVerdict> again, Path text) {
  boolean isRight() {
    return story.isRight(report.findings()) && isReproducible();
  }

  boolean isReproducible() {
    return again.equals(report.findings());
  }

  String got() {
    var findings =
        report.findings().stream()
            .map(ReportedVerdict::toString)
            .collect(Collectors.joining(" + "));
    return isReproducible() ? findings : findings + " (attributed again: " + again + ")";
  }
}
