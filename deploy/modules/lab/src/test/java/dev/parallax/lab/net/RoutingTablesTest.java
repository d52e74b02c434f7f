package dev.parallax.lab.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoutingTablesTest {
  private final Topology topology = new Topology();
  private final RoutingTables routes = new RoutingTables(topology);

  @Test
  void fromEachOutsideVantageTheOriginIsFiveRoutersAway() {
    for (var place : LabVantage.ALL) {
      if (!place.isInside()) {
        assertEquals(5, routers(place.name(), Topology.ORIGIN_TWO).size(), place.name());
      }
    }
  }

  @Test
  void packetsComeBackTheWayTheyWent() {
    for (var place : LabVantage.ALL) {
      if (!place.isInside()) {
        var there = routers(place.name(), Topology.ORIGIN_TWO);
        assertEquals(there.reversed(), routers("origin", place.address()), place.name());
      }
    }
  }

  @Test
  void networkFHasTheOtherTransit() {
    assertTrue(routers("us-e", Topology.ORIGIN_TWO).contains("t1"));
    assertTrue(routers("us-f", Topology.ORIGIN_TWO).contains("t2"));
  }

  /** The routers on the path, hop by hop through the tables. */
  private List<String> routers(String from, String address) {
    var way = new ArrayList<String>();
    var at = next(topology.node(from), address);
    while (at.addresses().noneMatch(address::equals)) {
      way.add(at.name());
      at = next(at, address);
    }
    return way;
  }

  private Node next(Node at, String address) {
    var neighbour =
        topology.links().stream()
            .filter(link -> link.joins(at) && link.address(link.other(at)).equals(address))
            .map(link -> link.other(at))
            .findFirst();
    return neighbour.orElseGet(() -> topology.node(device(at, address)));
  }

  private String device(Node at, String address) {
    var table = routes.of(at);
    return table.stream()
        .filter(route -> route.startsWith("route add " + address + " "))
        .findFirst()
        .or(() -> table.stream().filter(route -> route.startsWith("route add default")).findFirst())
        .orElseThrow(() -> new AssertionError(at.name() + " has no way to " + address))
        .replaceFirst(".* dev ", "");
  }
}
