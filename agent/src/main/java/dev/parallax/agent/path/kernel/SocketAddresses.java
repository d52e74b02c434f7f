package dev.parallax.agent.path.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * {@code sockaddr_in} (ip(7)) and {@code sockaddr_in6} (ipv6(7)): the family in host order, port
 * and address in network order.
 */
public final class SocketAddresses {
  static final int V4_SIZE = 16;
  static final int V6_SIZE = 28;

  private static final int PORT = 2;
  private static final int V4_ADDRESS = 4;
  private static final int V6_ADDRESS = 8;
  private static final int V6_SCOPE = 24;

  private SocketAddresses() {}

  public static int family(InetAddress address) {
    return address instanceof Inet6Address ? Fd.AF_INET6 : Fd.AF_INET;
  }

  static MemorySegment encode(Arena arena, InetSocketAddress endpoint) {
    var address = endpoint.getAddress();
    boolean six = address instanceof Inet6Address;
    var struct = arena.allocate(six ? V6_SIZE : V4_SIZE, 8);
    var buffer = struct.asByteBuffer();
    buffer.order(ByteOrder.nativeOrder()).putShort(0, (short) family(address));
    buffer.order(ByteOrder.BIG_ENDIAN).putShort(PORT, (short) endpoint.getPort());
    buffer.put(six ? V6_ADDRESS : V4_ADDRESS, address.getAddress());
    if (address instanceof Inet6Address scoped) {
      struct.set(JAVA_INT, V6_SCOPE, scoped.getScopeId());
    }
    return struct;
  }

  /** Empty when the family is neither or the bytes are too few; a mapped address is IPv4. */
  static Optional<InetSocketAddress> decode(ByteBuffer struct) {
    int size = struct.remaining();
    if (size < V4_SIZE) {
      return Optional.empty();
    }
    var bytes = struct.slice().order(ByteOrder.nativeOrder());
    int family = bytes.getShort(0);
    int port = Short.toUnsignedInt(bytes.order(ByteOrder.BIG_ENDIAN).getShort(PORT));
    if (family == Fd.AF_INET) {
      return Optional.of(new InetSocketAddress(address(bytes, V4_ADDRESS, 4), port));
    }
    if (family == Fd.AF_INET6 && size >= V6_SIZE) {
      return Optional.of(new InetSocketAddress(address(bytes, V6_ADDRESS, 16), port));
    }
    return Optional.empty();
  }

  static InetSocketAddress local(int fd) throws SystemCallException {
    try (var arena = Arena.ofConfined()) {
      var struct = arena.allocate(V6_SIZE, 8);
      var size = arena.allocateFrom(JAVA_INT, V6_SIZE);
      Libc.getsockname(fd, struct, size);
      return decode(struct.asByteBuffer())
          .orElseThrow(() -> new SystemCallException("getsockname", Errno.EAFNOSUPPORT));
    }
  }

  private static InetAddress address(ByteBuffer struct, int offset, int length) {
    var bytes = new byte[length];
    struct.get(offset, bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("4 or 16 bytes are an address", impossible);
    }
  }
}
