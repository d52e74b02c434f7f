package dev.parallax.attribution;

import dev.parallax.pins.VerdictPins;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change of names or places changes no verdict. */
class PinnedVerdictsTest {
  @Test
  void stories_asPinned() throws IOException {
    var pins = new VerdictPins("pins/stories.tsv");
    AttributionStories.all().forEach(story -> pins.add(story.name(), story.sweep()));
    pins.check();
  }

  @Test
  void recordedSweeps_asPinned() throws IOException {
    var pins = new VerdictPins("pins/recorded.tsv");
    List.of("repliesCapturedOnABusyHost", "healthyOnABusyHost", "lyingResolverOnABusyHost")
        .forEach(name -> pins.add(name, RecordedTest.recorded(name)));
    pins.check();
  }
}
