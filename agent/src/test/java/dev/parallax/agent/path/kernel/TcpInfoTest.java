package dev.parallax.agent.path.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpInfoTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  private ServerSocket server;
  private Fd client;
  private Socket accepted;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
    client = Fd.socket(Fd.AF_INET, Fd.SOCK_STREAM, 0);
    try {
      client.connect((InetSocketAddress) server.getLocalSocketAddress());
    } catch (SystemCallException inProgress) {
      assertEquals(Errno.EINPROGRESS, inProgress.errno());
    }
    accepted = server.accept();
    assertTrue(Readiness.await(LONG, Readiness.WRITE, client));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    accepted.close();
    server.close();
  }

  @Test
  void connected_theSynIsAcknowledged() {
    var info = info();
    assertTrue(info.established());
    assertEquals(1, info.bytesAcked());
    assertEquals(0, info.bytesReceived());
    assertEquals(0, info.retransmits());
    assertTrue(info.rtt().isPositive() && info.rtt().compareTo(Duration.ofMillis(500)) < 0);
    assertTrue(info.minRtt().orElseThrow().compareTo(Duration.ofMillis(50)) < 0);
    assertTrue(info.mss() > 1000 && info.mss() < info.pathMtu());
    assertEquals(2, info.segmentsSent());
    assertEquals(1, info.segmentsReceived());
  }

  @Test
  void bytesOfBothDirections_areCounted() throws IOException {
    client.send(new byte[300]);
    assertEquals(300, accepted.getInputStream().readNBytes(300).length);
    accepted.getOutputStream().write(new byte[70]);
    assertTrue(Readiness.await(LONG, Readiness.READ, client));
    assertEquals(301, info().bytesAcked());
    assertEquals(70, info().bytesReceived());
    assertEquals(0, info().unacked());
  }

  @Test
  void afterAReset_isStillReadable() throws IOException {
    client.send(new byte[300]);
    assertEquals(300, accepted.getInputStream().readNBytes(300).length);
    accepted.setSoLinger(true, 0);
    accepted.close();
    assertTrue(Readiness.await(LONG, Readiness.READ, client));
    assertFalse(info().established());
    assertEquals(301, info().bytesAcked());
    assertTrue(info().rtt().isPositive());
  }

  @Test
  void anythingElse_isEmpty() throws IOException {
    try (var udp = Fd.socket(Fd.AF_INET, Fd.SOCK_DGRAM, 0)) {
      assertEquals(Optional.empty(), TcpInfo.of(udp.number()));
    }
    assertEquals(Optional.empty(), TcpInfo.of(-1));
  }

  private TcpInfo info() {
    return TcpInfo.of(client.number()).orElseThrow();
  }
}
