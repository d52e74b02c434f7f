package dev.parallax.agent.path.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.path.RouterChain;
import dev.parallax.model.value.Bytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErrorQueueTest {
  private static final int PORT = 33434;
  private static final byte[] PAYLOAD = {1, 2, 3, 4};
  private static final Duration LONG = Duration.ofSeconds(5);

  @RegisterExtension static final RouterChain chain = RouterChain.of(5);

  @Test
  void routerWhereAPacketDies_isNamed() throws Exception {
    for (int hop = 1; hop <= 5; hop++) {
      var error = udp(chain.serverAddress(), hop).getFirst();
      assertTrue(error.isTimeExceeded());
      assertEquals(PathError.ErrorOrigin.ICMP, error.origin());
      assertEquals(Errno.EHOSTUNREACH, error.errno());
      assertEquals(Optional.of(chain.routerAddress(hop)), error.offender());
    }
  }

  @Test
  void routerWhereAPacketDies_isNamedInIpv6() throws Exception {
    for (int hop = 1; hop <= 5; hop++) {
      var error = udp(chain.serverAddress6(), hop).getFirst();
      assertTrue(error.isTimeExceeded());
      assertEquals(PathError.ErrorOrigin.ICMP6, error.origin());
      assertEquals(Optional.of(chain.routerAddress6(hop)), error.offender());
    }
  }

  @Test
  void nothingHappened_isAnEmptyQueue() throws Exception {
    try (var socket = Fd.socket(Fd.AF_INET6, Fd.SOCK_STREAM, 0)) {
      ErrorQueue.enable(socket.number());
      assertEquals(List.of(), ErrorQueue.drain(socket.number()));
    }
  }

  @Test
  void closedPort_isSaidByTheServer() throws Exception {
    var error = udp(chain.serverAddress(), 64).getFirst();
    assertTrue(error.isPortUnreachable());
    assertEquals(Errno.ECONNREFUSED, error.errno());
    assertEquals(Optional.of(chain.serverAddress()), error.offender());
    assertEquals(Bytes.copyOf(PAYLOAD), error.quoted());
  }

  /** The socket that Netty opens for IPv4 where IPv6 exists. */
  @Test
  void ipv4OverAnIpv6Socket_namesTheRouterToo() throws Exception {
    var error =
        chain
            .client()
            .call(
                () -> {
                  try (var socket = Fd.socket(Fd.AF_INET6, Fd.SOCK_DGRAM, 0);
                      var arena = Arena.ofConfined()) {
                    Libc.connect(socket.number(), mapped(arena, chain.serverAddress()));
                    return sent(socket, 4);
                  }
                });
    assertEquals(Optional.of(chain.routerAddress(4)), error.getFirst().offender());
  }

  private static List<PathError> udp(InetAddress target, int hops) throws Exception {
    return chain
        .client()
        .call(
            () -> {
              try (var socket = Fd.socket(SocketAddresses.family(target), Fd.SOCK_DGRAM, 0)) {
                socket.connect(new InetSocketAddress(target, PORT));
                return sent(socket, hops);
              }
            });
  }

  private static List<PathError> sent(Fd socket, int hops) throws SystemCallException {
    ErrorQueue.enable(socket.number());
    var _ = SocketHopLimit.set(socket.number(), hops);
    socket.send(PAYLOAD);
    assertTrue(Readiness.await(LONG, (short) 0, socket));
    return ErrorQueue.drain(socket.number());
  }

  private static MemorySegment mapped(Arena arena, InetAddress address) {
    var bytes = ByteBuffer.allocate(SocketAddresses.V6_SIZE).order(ByteOrder.nativeOrder());
    bytes.putShort((short) Fd.AF_INET6).order(ByteOrder.BIG_ENDIAN).putShort((short) PORT);
    bytes.putShort(18, (short) -1).put(20, address.getAddress());
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes.array());
  }
}
