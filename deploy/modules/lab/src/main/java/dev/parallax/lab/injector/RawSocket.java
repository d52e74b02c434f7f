package dev.parallax.lab.injector;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sends IP packets as they are, with any source address; needs {@code CAP_NET_RAW}. */
final class RawSocket {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_RAW = 255;

  private final int four;
  private final int six;

  private RawSocket(int four, int six) {
    this.four = four;
    this.six = six;
  }

  static RawSocket open() throws IOException {
    return new RawSocket(
        SystemCalls.socket(AF_INET, SOCK_RAW, IPPROTO_RAW),
        SystemCalls.socket(AF_INET6, SOCK_RAW, IPPROTO_RAW));
  }

  void send(byte[] packet) throws IOException {
    var to = new Packet(packet).destination();
    if (to instanceof Inet6Address) {
      SystemCalls.send(six, packet, name(AF_INET6, 28, 8, to));
    } else {
      SystemCalls.send(four, packet, name(AF_INET, 16, 4, to));
    }
  }

  /** A {@code sockaddr}, all of which is 0 but these. */
  private static byte[] name(int family, int size, int offset, InetAddress address) {
    return ByteBuffer.allocate(size)
        .order(ByteOrder.nativeOrder())
        .putShort((short) family)
        .put(offset, address.getAddress())
        .array();
  }
}
