package dev.parallax.lab;

import dev.parallax.pins.VerdictPins;
import dev.parallax.report.document.JsonReportReader;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The verdicts on the lab's recorded sweeps, whole and reduced, change with no name. */
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
      ReducedSweep.conditions()
          .forEach(it -> pins.add(name + ", " + it, ReducedSweep.under(it, sweep)));
    }
    pins.check();
  }
}
