package dev.parallax.lab;

import dev.parallax.lab.scenario.Conditions;
import dev.parallax.pins.VerdictPins;
import dev.parallax.report.document.JsonReportReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * The verdicts on the lab's recorded sweeps, whole and with a vantage less, change with no name.
 */
final class PinnedFixturesTest {
  @Test
  void recordedSweeps_asPinned() throws IOException {
    var pins = new VerdictPins("pins/lab.tsv");
    for (var name : FixturesTest.names()) {
      var json = FixturesTest.recorded(name);
      if (json.isEmpty()) {
        continue;
      }
      var sweep = JsonReportReader.read(json.get());
      pins.add(name, sweep);
      Conditions.EACH.stream()
          .filter(it -> it.insideDropped() || it.offline().isPresent())
          .forEach(it -> pins.add(name + ", " + it, Fewer.under(it, sweep)));
    }
    pins.check();
  }
}
