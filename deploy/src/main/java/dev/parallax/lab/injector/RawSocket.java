package dev.parallax.lab.injector;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends IPv4 packets as they are, whoever they claim to come from; needs {@code CAP_NET_RAW}. */
final class RawSocket {
  private static final int AF_INET = 2;
  private static final int SOCK_RAW = 3;
  private static final int IPPROTO_RAW = 255;
  private static final int DESTINATION = 16;

  private final int socket;

  private RawSocket(int socket) {
    this.socket = socket;
  }

  static RawSocket open() throws IOException {
    return new RawSocket(SystemCalls.socket(AF_INET, SOCK_RAW, IPPROTO_RAW));
  }

  void send(byte[] packet) throws IOException {
    int destination = ByteBuffer.wrap(packet).getInt(DESTINATION);
    var address = ByteBuffer.allocate(16).put((byte) AF_INET).put((byte) 0).putShort((short) 0);
    SystemCalls.send(socket, packet, address.putInt(destination).array());
  }
}
