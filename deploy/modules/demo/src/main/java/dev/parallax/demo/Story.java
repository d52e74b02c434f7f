package dev.parallax.demo;

import dev.parallax.stage.ExpectedVerdict;
import dev.parallax.stage.ReportedVerdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A fault, its configuration, and the expected verdicts.
 *
 * @param name names its files and its site
 * @param description a description of the fault
 */
record Story(String name, String description, Scene scene, List<ExpectedVerdict> expected) {
  Story {
    expected = List.copyOf(expected);
  }

  String host() {
    return host(name);
  }

  static String host(String name) {
    return name + ".example.test";
  }

  /** Whether these are exactly the expected verdicts. */
  boolean isRight(List<ReportedVerdict> findings) {
    return findings.size() == expected.size()
        && expected.stream().allMatch(it -> findings.stream().anyMatch(it::isMetBy))
        && findings.stream()
            .allMatch(it -> expected.stream().anyMatch(verdict -> verdict.isMetBy(it)));
  }

  String expectedText() {
    return expected.stream().map(ExpectedVerdict::toString).collect(Collectors.joining(" + "));
  }
}
