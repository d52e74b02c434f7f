package dev.parallax.agent.command;

import dev.parallax.text.Printable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** An address of this host. */
final class LocalAddress {
  private LocalAddress() {}

  /** Parses a literal and verifies by binding that this host has the address. */
  static InetAddress parse(String text) {
    var address = InetAddress.ofLiteral(text);
    try (var probe = new DatagramSocket(new InetSocketAddress(address, 0))) {
      return probe.getLocalAddress();
    } catch (IOException notHere) {
      throw new IllegalArgumentException(
          "an address of this host is expected, got: " + Printable.escaped(text, Printable.LIMIT),
          notHere);
    }
  }
}
