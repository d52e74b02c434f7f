package dev.parallax.watch.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parallax.fleet.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the reports of many browsers become. */
final class BrowserWitnessesTest {
  private static final String SHOP = "https://shop.example";
  private static final BrowserPlace PLACE = new BrowserPlace("AS64500", "DE");

  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final BrowserWitnesses browsers = new BrowserWitnesses(clock);

  @BeforeEach
  void watch() {
    browsers.watching(List.of(SHOP));
  }

  private Optional<NelRefusal> take(String client, String url, int count) {
    var report =
        """
        {"type": "network-error", "url": "%s", "body": {"type": "tcp.reset", "sampling_fraction": 0.5}}\
        """
            .formatted(url);
    return browsers.take("[" + (report + ",").repeat(count - 1) + report + "]", client, PLACE);
  }

  @Test
  void reports_areCountedByFailureAndPlace_andForgottenAfterTenMinutes() {
    assertEquals(Optional.empty(), take("c1", SHOP + "/cart", 3));
    var group = browsers.groups(SHOP).getFirst();
    assertEquals(PLACE, group.place());
    assertEquals(3, group.reports());
    assertEquals(6, group.requests());
    clock.advance(BrowserReports.WINDOW);
    assertEquals(List.of(), browsers.groups(SHOP));
    assertEquals(3L, browsers.counts().get("failure"));
  }

  @Test
  void targetsOfOneSite_haveItsReports_whateverTheirPathAndAddress() {
    var names = List.of(SHOP + "/health", SHOP + "@192.0.2.7");
    browsers.watching(names);
    take("c1", SHOP + "/cart", 3);
    names.forEach(name -> assertEquals(3, browsers.groups(name).getFirst().reports(), name));
    for (int client = 2; client < 9; client++) {
      take("c" + client, SHOP, 3);
    }
    assertEquals(names, browsers.clusters());
  }

  @Test
  void aCluster_needsManyClients_whateverOneClientSends() {
    take("c1", SHOP, 40);
    assertEquals(List.of(), browsers.clusters());
    for (int client = 2; client < BrowserReports.CLUSTER_CLIENTS; client++) {
      take("c" + client, SHOP, 3);
      assertEquals(List.of(), browsers.clusters());
    }
    take("c9", SHOP, 1);
    assertEquals(List.of(SHOP), browsers.clusters());
  }

  @Test
  void foreignTargets_andTooManyReports_areRefusedAndCounted() {
    assertEquals(Optional.of(NelRefusal.FOREIGN), take("c1", "https://evil.example", 2));
    assertEquals(Optional.of(NelRefusal.FOREIGN), take("c1", SHOP + ":8443", 1));
    for (int i = 0; i < 60; i++) {
      take("c2", SHOP, 1);
    }
    assertEquals(Optional.of(NelRefusal.RATE), take("c2", SHOP, 1));
    assertEquals(Optional.empty(), take("c3", SHOP, 1));
    clock.advance(Duration.ofMinutes(1));
    assertEquals(Optional.empty(), take("c2", SHOP, 1));
    var counts = browsers.counts();
    assertEquals(3L, counts.get("foreign"));
    assertEquals(1L, counts.get("rate"));
    assertEquals(62L, counts.get("failure"));
  }

  @Test
  void targetsThatAreNoLongerWatched_areForgotten() {
    take("c1", SHOP, 1);
    browsers.watching(List.of("https://other.example"));
    assertEquals(List.of(), browsers.groups(SHOP));
    assertFalse(take("c1", SHOP, 1).isEmpty());
  }
}
