package dev.parallax.lab.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The routing tables: shortest paths through routers, symmetric. */
record RoutingTables(Topology topology) {
  /** Commands of {@code ip} in the node's namespace. */
  List<String> of(Node node) {
    var carrying = links(node).filter(Link::carries).toList();
    if (!node.forwards()) {
      return Stream.concat(
              carrying.stream().map(link -> "route add default via " + nextHop(node, link)),
              neighbours(node))
          .toList();
    }
    var commands = new ArrayList<String>();
    firstLinks(node)
        .forEach(
            (target, link) -> target.addresses().forEach(it -> route(node, link, it, commands)));
    return commands;
  }

  /** A neighbour on the LAN has addresses in addition to that of the link. */
  private Stream<String> neighbours(Node node) {
    return links(node)
        .filter(link -> !link.carries())
        .flatMap(
            link ->
                link.other(node).further().stream()
                    .map(it -> "route add " + it + " via " + nextHop(node, link)));
  }

  private static void route(Node node, Link link, String address, List<String> into) {
    if (!address.equals(link.address(link.other(node)))) {
      into.add("route add " + address + " via " + nextHop(node, link));
    }
  }

  private static String nextHop(Node node, Link link) {
    return link.address(link.other(node)) + " dev " + link.device(node);
  }

  /** By which of its links the node reaches each other. */
  private Map<Node, Link> firstLinks(Node from) {
    var first = new HashMap<Node, Link>();
    var queue = new ArrayDeque<Node>(List.of(from));
    while (!queue.isEmpty()) {
      var node = queue.remove();
      for (var link : links(node).filter(Link::carries).toList()) {
        var next = link.other(node);
        if (!next.equals(from) && !first.containsKey(next)) {
          first.put(next, node.equals(from) ? link : first.get(node));
          if (next.forwards()) {
            queue.add(next);
          }
        }
      }
    }
    return first;
  }

  private Stream<Link> links(Node node) {
    return topology.links().stream().filter(link -> link.joins(node));
  }
}
