package dev.parallax.names;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A name server on 127.0.0.1 with IPv4 addresses for some names, an RCODE for others, or silence.
 */
final class NameServer implements AutoCloseable {
  static final int NXDOMAIN = 0x8183;
  private static final int NOERROR = 0x81a0;
  private static final int HEADER = 12;

  private final DatagramSocket socket;
  private final Map<String, String> known;
  private final Optional<Integer> otherwise;

  /** Starts a name server that sets the AD bit. */
  NameServer(Map<String, String> known, Optional<Integer> otherwise) throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    this.known = Map.copyOf(known);
    this.otherwise = otherwise;
    Thread.ofVirtual().start(this::serve);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void serve() {
    var packet = new DatagramPacket(new byte[1500], 1500);
    while (!socket.isClosed()) {
      try {
        socket.receive(packet);
        var reply = reply(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
        if (reply.isPresent()) {
          socket.send(
              new DatagramPacket(reply.get(), reply.get().length, packet.getSocketAddress()));
        }
      } catch (IOException closed) {
        return;
      }
    }
  }

  private Optional<byte[]> reply(ByteBuffer query) {
    int at = HEADER;
    var name = new StringBuilder();
    for (int length; (length = query.get(at)) != 0; at += length + 1) {
      name.append(name.isEmpty() ? "" : ".");
      for (int i = 1; i <= length; i++) {
        name.append((char) query.get(at + i));
      }
    }
    boolean asksA = query.getShort(at + 1) == 1;
    var question = new byte[at + 5 - HEADER];
    query.get(HEADER, question);
    var address = known.get(name.toString());
    if (address == null) {
      return otherwise.map(flags -> message(query.getShort(0), flags, question, new byte[0]));
    }
    return Optional.of(
        message(query.getShort(0), NOERROR, question, asksA ? record(address) : new byte[0]));
  }

  private static byte[] message(short id, int flags, byte[] question, byte[] record) {
    return ByteBuffer.allocate(HEADER + question.length + record.length)
        .putShort(id)
        .putShort((short) flags)
        .putShort((short) 1)
        .putShort((short) (record.length == 0 ? 0 : 1))
        .putInt(0)
        .put(question)
        .put(record)
        .array();
  }

  private static byte[] record(String address) {
    return ByteBuffer.allocate(16)
        .putShort((short) 0xc00c)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(300)
        .putShort((short) 4)
        .put(InetAddress.ofLiteral(address).getAddress())
        .array();
  }

  @Override
  public void close() {
    socket.close();
  }
}
