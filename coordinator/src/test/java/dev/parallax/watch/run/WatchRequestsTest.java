package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.watch.file.WatchFileReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchRequestsTest {
  /** A second look is restricted to a part of the vantages, perhaps without the inside vantage. */
  @Test
  void theSweepHasTheInsideVantages_aLookNeedsNone() throws Exception {
    var watch =
        WatchFileReader.read("watches: [{target: a.test, inside: [lan]}]").watches().getFirst();
    assertEquals(watch.inside(), WatchRequests.sweep(watch, List.of()).inside());
    assertEquals(List.of(), WatchRequests.sweep(watch, watch.inside()).inside());
    assertEquals(1, watch.inside().size());
    assertEquals(List.of(), WatchRequests.look(watch).inside());
  }
}
