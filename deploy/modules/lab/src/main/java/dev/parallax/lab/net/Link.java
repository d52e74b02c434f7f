package dev.parallax.lab.net;

/**
 * A cable between two nodes, with the address each has on it.
 *
 * @param carries whether other nodes' packets may pass; not so on the links of the LAN's hosts and
 *     of the coordinator
 */
record Link(Node left, String leftAddress, Node right, String rightAddress, boolean carries) {
  static Link between(Node left, Node right) {
    return new Link(left, left.address(), right, right.address(), true);
  }

  boolean joins(Node node) {
    return left.equals(node) || right.equals(node);
  }

  Node other(Node node) {
    return left.equals(node) ? right : left;
  }

  /** The name of the interface: that of the node at the other end. */
  String device(Node at) {
    return other(at).name();
  }

  String address(Node at) {
    return left.equals(at) ? leftAddress : rightAddress;
  }
}
