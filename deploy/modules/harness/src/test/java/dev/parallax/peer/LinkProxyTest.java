package dev.parallax.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.peer.LinkProxy.Flow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The faults of a connection through a proxy, seen by its two ends. */
@Timeout(30)
final class LinkProxyTest {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int SILENCE_MILLIS = 300;

  private final PeerLoop loop = new PeerLoop();
  private ServerSocket listener;
  private LinkProxy proxy;
  private Socket client;
  private Socket server;

  @BeforeEach
  void connect() throws IOException {
    listener = new ServerSocket(0, 0, LOOPBACK);
    var started = LinkProxy.start(loop, new InetSocketAddress(LOOPBACK, listener.getLocalPort()));
    proxy = started.proxy();
    client = new Socket(LOOPBACK, started.address().getPort());
    server = listener.accept();
    assertPasses(client, server, 1);
    assertPasses(server, client, 2);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
    listener.close();
    loop.close();
  }

  @Test
  void heldBytesOfOneSideArriveLater() throws IOException {
    proxy.flow(Flow.CLIENT_HELD);
    client.getOutputStream().write(3);
    assertSilent(server);
    assertPasses(server, client, 4);
    proxy.flow(Flow.FORWARDED);
    assertEquals(3, server.getInputStream().read());
    proxy.flow(Flow.SERVER_HELD);
    server.getOutputStream().write(5);
    assertSilent(client);
    proxy.flow(Flow.FORWARDED);
    assertEquals(5, client.getInputStream().read());
  }

  @Test
  void swallowedBytesDoNotArrive() throws IOException {
    proxy.flow(Flow.SWALLOWED);
    client.getOutputStream().write(6);
    server.getOutputStream().write(7);
    assertSilent(server);
    assertSilent(client);
    proxy.flow(Flow.FORWARDED);
    assertPasses(client, server, 8);
  }

  @Test
  void aCutResetsBothSides() {
    proxy.cut();
    assertThrows(SocketException.class, () -> client.getInputStream().read());
    assertThrows(SocketException.class, () -> server.getInputStream().read());
  }

  private static void assertPasses(Socket from, Socket to, int value) throws IOException {
    from.getOutputStream().write(value);
    assertEquals(value, to.getInputStream().read());
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
    socket.setSoTimeout(0);
  }
}
