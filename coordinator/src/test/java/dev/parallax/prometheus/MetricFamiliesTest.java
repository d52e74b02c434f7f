package dev.parallax.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Prometheus' text format. */
final class MetricFamiliesTest {
  private final MetricFamilies families = new MetricFamilies();

  @Test
  void seriesOfTheSameLabels_areOne() {
    families.gauge("seconds", "Duration.", 1.5, "target", "a");
    families.gauge("seconds", "Duration.", 2, "target", "a");
    families.gauge("seconds", "Duration.", 3, "target", "b");
    assertEquals(
        """
        # HELP seconds Duration.
        # TYPE seconds gauge
        seconds{target="a"} 1.5
        seconds{target="b"} 3.0
        """,
        families.text());
  }

  @Test
  void valuesOfLabels_arePrintableAndQuoted() {
    families.info("build", "Version.", "version", "\"1\\\u202e\n2");
    assertEquals(
        """
        # HELP build_info Version.
        # TYPE build_info gauge
        build_info{version="\\"1\\\\ 2"} 1
        """,
        families.text());
  }
}
