package dev.parallax.lab.net;

import java.util.List;
import java.util.stream.Stream;

/**
 * A host or router: a namespace of its own.
 *
 * @param address IPv4, on each of its links
 * @param further its additional IPv4 addresses
 */
record Node(String name, String address, List<String> further, NodeRole role) {
  enum NodeRole {
    ROUTER,
    HOST
  }

  Node {
    further = List.copyOf(further);
  }

  static Node router(String name, String address, String... further) {
    return new Node(name, address, List.of(further), NodeRole.ROUTER);
  }

  static Node host(String name, String address, String... further) {
    return new Node(name, address, List.of(further), NodeRole.HOST);
  }

  boolean forwards() {
    return role == NodeRole.ROUTER;
  }

  Stream<String> addresses() {
    return Stream.concat(Stream.of(address), further.stream());
  }
}
