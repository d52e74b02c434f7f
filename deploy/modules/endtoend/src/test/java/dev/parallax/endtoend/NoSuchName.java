package dev.parallax.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A resolver on loopback that answers NXDOMAIN to everything (RFC 1035, section 4.1.1: RCODE 3).
 */
final class NoSuchName implements AutoCloseable {
  private static final int FLAGS = 2;
  private static final int LARGEST = 4_096;

  private final DatagramSocket socket;

  NoSuchName() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    var _ = Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  private void serve() {
    var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    while (!socket.isClosed()) {
      try {
        packet.setLength(LARGEST);
        socket.receive(packet);
        packet.getData()[FLAGS] = (byte) 0x81;
        packet.getData()[FLAGS + 1] = (byte) 0x83;
        socket.send(packet);
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
