package dev.parallax.attack.stranger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HeldSocketsTest {
  @Test
  void closedConnection_isDropped() throws IOException {
    try (var server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        var sockets = new HeldSockets()) {
      sockets.open(server.getLocalSocketAddress(), 5_000);
      server.accept().close();
      sockets.open(server.getLocalSocketAddress(), 5_000);
      try (var open = server.accept()) {
        while (sockets.count() > 1) {
          sockets.dropClosed();
        }
        assertEquals(open.getPort(), sockets.iterator().next().getLocalPort());
      }
    }
  }
}
