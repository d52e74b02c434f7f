package dev.parallax.lab.injector;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A queue of packets that the kernel holds until their fate is decided: netlink's {@code
 * nfnetlink_queue} (see {@code linux/netfilter/nfnetlink_queue.h}).
 */
final class PacketQueue {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_NETFILTER = 12;
  private static final byte[] KERNEL = {AF_NETLINK, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private static final int SUBSYSTEM = 3 << 8;
  private static final int PACKET = SUBSYSTEM;
  private static final int VERDICT = SUBSYSTEM | 1;
  private static final int CONFIG = SUBSYSTEM | 2;
  private static final int ERROR = 2;
  private static final int REQUEST = 1;
  private static final int ACKNOWLEDGE = 4;

  private static final int CONFIG_COMMAND = 1;
  private static final int CONFIG_PARAMETERS = 2;
  private static final int BIND = 1;
  private static final int COPY_PACKET = 2;
  private static final int PACKET_HEADER = 1;
  private static final int VERDICT_HEADER = 2;
  private static final int PAYLOAD = 10;
  private static final int DROP = 0;
  private static final int ACCEPT = 1;

  private static final int HEADERS = 20;
  private static final int LARGEST = 1 << 17;

  /** The action on a packet. */
  interface PacketHandler {
    void handle(int id, byte[] packet) throws IOException;
  }

  private final int number;
  private final int socket;

  private PacketQueue(int number, int socket) {
    this.number = number;
    this.socket = socket;
  }

  /** Needs {@code CAP_NET_ADMIN}; fails if another process has the queue. */
  static PacketQueue open(int number) throws IOException {
    int socket = SystemCalls.socket(AF_NETLINK, SOCK_RAW, NETLINK_NETFILTER);
    SystemCalls.bind(socket, KERNEL);
    var queue = new PacketQueue(number, socket);
    queue.configure(CONFIG_COMMAND, new byte[] {BIND, 0, 0, 0});
    queue.configure(CONFIG_PARAMETERS, new byte[] {0, 0, -1, -1, COPY_PACKET});
    return queue;
  }

  private void configure(int attribute, byte[] value) throws IOException {
    send(CONFIG, REQUEST | ACKNOWLEDGE, attribute, value);
    try (var arena = Arena.ofConfined()) {
      var answer = read(arena.allocate(LARGEST, 8));
      if (answer.getShort(4) == ERROR && answer.getInt(16) != 0) {
        throw new IOException("queue " + number + " refused: errno " + -answer.getInt(16));
      }
    }
  }

  /** Delivers the packets in order, until the process ends. */
  void serve(PacketHandler handler) throws IOException {
    try (var arena = Arena.ofConfined()) {
      var room = arena.allocate(LARGEST, 8);
      while (true) {
        take(room, handler);
      }
    }
  }

  private void take(MemorySegment room, PacketHandler handler) throws IOException {
    try {
      each(read(room), handler);
    } catch (SystemCalls.KernelRefusal full) {
      if (full.errno() != SystemCalls.ENOBUFS) {
        throw full;
      }
    }
  }

  private ByteBuffer read(MemorySegment room) throws IOException {
    int length = SystemCalls.recv(socket, room);
    return room.asSlice(0, length).asByteBuffer().order(ByteOrder.nativeOrder());
  }

  private static void each(ByteBuffer messages, PacketHandler handler) throws IOException {
    while (messages.remaining() >= HEADERS) {
      int start = messages.position();
      int length = messages.getInt(start);
      if (messages.getShort(start + 4) == PACKET) {
        packet(messages.slice(start + HEADERS, length - HEADERS), handler);
      }
      messages.position(Math.min(messages.limit(), start + aligned(length)));
    }
  }

  private static void packet(ByteBuffer attributes, PacketHandler handler) throws IOException {
    attributes.order(ByteOrder.nativeOrder());
    int id = 0;
    byte[] payload = {};
    while (attributes.remaining() >= 4) {
      int start = attributes.position();
      int length = Short.toUnsignedInt(attributes.getShort(start));
      int type = attributes.getShort(start + 2) & 0x3FFF;
      if (type == PACKET_HEADER) {
        id = attributes.duplicate().order(ByteOrder.BIG_ENDIAN).getInt(start + 4);
      } else if (type == PAYLOAD) {
        payload = new byte[length - 4];
        attributes.get(start + 4, payload);
      }
      attributes.position(Math.min(attributes.limit(), start + aligned(length)));
    }
    handler.handle(id, payload);
  }

  private static int aligned(int length) {
    return (length + 3) & ~3;
  }

  void accept(int id) throws IOException {
    decide(id, ACCEPT);
  }

  void drop(int id) throws IOException {
    decide(id, DROP);
  }

  private void decide(int id, int verdict) throws IOException {
    send(
        VERDICT,
        REQUEST,
        VERDICT_HEADER,
        ByteBuffer.allocate(8).putInt(verdict).putInt(id).array());
  }

  private void send(int type, int flags, int attribute, byte[] value) throws IOException {
    int size = HEADERS + aligned(4 + value.length);
    var message =
        ByteBuffer.allocate(size)
            .order(ByteOrder.nativeOrder())
            .putInt(size)
            .putShort((short) type)
            .putShort((short) flags)
            .putLong(0)
            .putShort((short) 0)
            .order(ByteOrder.BIG_ENDIAN)
            .putShort((short) number)
            .order(ByteOrder.nativeOrder())
            .putShort((short) (4 + value.length))
            .putShort((short) attribute)
            .put(value);
    SystemCalls.send(socket, message.array(), KERNEL);
  }
}
