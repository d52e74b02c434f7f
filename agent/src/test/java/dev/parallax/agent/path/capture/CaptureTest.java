package dev.parallax.agent.path.capture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.classify.packet.TcpPacket;
import dev.parallax.agent.path.Capability;
import dev.parallax.agent.path.CapabilityReport;
import dev.parallax.agent.path.Commands;
import dev.parallax.agent.path.RouterChain;
import dev.parallax.agent.path.kernel.SystemCallException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class CaptureTest {
  private static final int CAPTURES = 5;
  private static final CaptureLimits SMALL = new CaptureLimits(8, 100, 64, 1000);

  @RegisterExtension static final RouterChain chain = RouterChain.of(3);

  private final BlockingQueue<CapturedPacket> seen = new LinkedBlockingQueue<>();
  private ServerSocket server;

  @BeforeEach
  void serve() throws Exception {
    server = chain.server().call(() -> new ServerSocket(0));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void client_seesTheHandshakeAndWhatItSaid() throws Exception {
    for (var address : List.of(chain.serverAddress(), chain.serverAddress6())) {
      var before = Instant.now();
      try (var _ = captureRemote(address);
          var client = connect(address)) {
        client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        var syn = next(TcpPacket::isSyn);
        var accepted = next(TcpPacket::isSyn);
        var hello = next(packet -> packet.payloadLength() > 0);
        assertTrue(!syn.incoming() && accepted.incoming() && !hello.incoming());
        assertEquals(client.getLocalPort(), syn.packet().source().getPort());
        assertEquals(64, syn.packet().hopLimit());
        assertEquals(61, accepted.packet().hopLimit());
        assertEquals(syn.packet().sequence() + 1, accepted.packet().acknowledgement());
        assertArrayEquals(
            "hello".getBytes(StandardCharsets.US_ASCII), hello.packet().payload().toArray());
        assertTrue(!syn.at().isAfter(accepted.at()) && !accepted.at().isAfter(hello.at()));
        assertTrue(Duration.between(before, syn.at()).abs().toSeconds() < 2);
      }
      seen.clear();
    }
  }

  /** Router 2 resets the client in the server's name; its packet has a shorter path. */
  @Test
  void resetOfAThirdParty_isToldFromTheServersPackets() throws Exception {
    chain.iptables(
        2,
        "-A FORWARD -p tcp -m string --algo bm --string blocked -j REJECT --reject-with tcp-reset"
            .split(" ", -1));
    try (var _ = captureRemote(chain.serverAddress());
        var client = connect(chain.serverAddress())) {
      client.getOutputStream().write("blocked".getBytes(StandardCharsets.US_ASCII));
      var accepted = next(packet -> packet.isSyn() && packet.isAck());
      var reset = next(TcpPacket::isReset);
      assertTrue(reset.incoming());
      assertEquals(accepted.packet().source(), reset.packet().source());
      assertEquals(61, accepted.packet().hopLimit());
      assertEquals(63, reset.packet().hopLimit());
    } finally {
      chain.iptables(2, "-F", "FORWARD");
    }
  }

  @Test
  void server_seesWhoConnectedAndHowItEnded() throws Exception {
    try (var _ = chain.server().call(() -> capture(new CaptureTarget.Local(port())))) {
      try (var client = connect(chain.serverAddress())) {
        var syn = next(TcpPacket::isSyn);
        assertTrue(syn.incoming());
        assertEquals(client.getLocalPort(), syn.packet().source().getPort());
        client.setSoLinger(true, 0);
      }
      assertTrue(next(TcpPacket::isReset).incoming());
    }
  }

  @Test
  void loopback_showsEachPacketOnce() throws Exception {
    try (var _ = chain.server().call(() -> capture(new CaptureTarget.Local(port())));
        var _ = chain.server().call(() -> new Socket(InetAddress.ofLiteral("127.0.0.1"), port()))) {
      assertTrue(next(packet -> true).incoming());
      assertTrue(!next(packet -> true).incoming());
      var third = next(packet -> true);
      assertTrue(third.incoming() && !third.packet().isSyn());
    }
  }

  @Test
  void otherConnections_areNotSeen() throws Exception {
    try (var other = chain.server().call(() -> new ServerSocket(0));
        var _ = captureRemote(chain.serverAddress())) {
      for (var address : List.of(chain.serverAddress(), chain.serverAddress6())) {
        var _ = chain.client().call(() -> new Socket(address, other.getLocalPort()));
      }
      connect(chain.serverAddress6()).close();
      connect(chain.serverAddress()).close();
      var first = next(packet -> true).packet();
      assertEquals(new InetSocketAddress(chain.serverAddress(), port()), first.destination());
      assertTrue(seen.stream().allMatch(packet -> involvesServer(packet.packet())));
    }
  }

  @Test
  void longConnection_costsAsMuchAsTheLimitAllows() throws Exception {
    var capture = captureRemote(chain.serverAddress());
    try (var client = connect(chain.serverAddress())) {
      client.setTcpNoDelay(true);
      for (int i = 0; i < 50; i++) {
        client.getOutputStream().write(new byte[500]);
      }
      client.setSoLinger(true, 0);
    }
    var reset = next(TcpPacket::isReset);
    assertTrue(!reset.incoming());
    capture.close();
    capture.ended().get(5, TimeUnit.SECONDS);
    long data = seen.stream().filter(packet -> packet.packet().payloadLength() > 0).count();
    assertTrue(data <= 8, "data packets: " + data);
    assertTrue(seen.stream().allMatch(packet -> packet.packet().payload().size() <= 64));
  }

  @Test
  void closed_handsOverWhatCameBefore_andLeavesNothingOpen() throws Exception {
    long before = openDescriptors();
    for (int i = 0; i < CAPTURES; i++) {
      var capture = captureRemote(chain.serverAddress());
      connect(chain.serverAddress()).close();
      capture.close();
      capture.close();
      capture.ended().get(5, TimeUnit.SECONDS);
      assertTrue(seen.stream().anyMatch(packet -> packet.packet().isSyn()));
      seen.clear();
    }
    long more = openDescriptors() - before;
    assertTrue(more < CAPTURES, "other threads open and close some too; more now: " + more);
  }

  @Test
  void withoutTheCapability_theReasonIsNamed() throws Exception {
    var code =
        List.of(
            "setpriv",
            "--bounding-set=-net_raw",
            "--inh-caps=-net_raw",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CapabilityReport.class.getName());
    var report = Commands.run("", code).lines().toList();
    assertEquals(
        List.of("capture needs CAP_NET_RAW (socket: EPERM)", "error queue: there"), report);
    assertTrue(Capability.capture().isThere());
  }

  @Test
  void tooManyEnds_areOurError() {
    assertThrows(IllegalArgumentException.class, () -> new CaptureTarget.Remote(Set.of()));
  }

  private CapturedPacket next(Predicate<TcpPacket> which) throws InterruptedException {
    while (true) {
      var packet = seen.poll(5, TimeUnit.SECONDS);
      if (packet == null) {
        throw new AssertionError("no such packet within five seconds");
      }
      if (which.test(packet.packet())) {
        return packet;
      }
    }
  }

  private Capture captureRemote(InetAddress address) throws Exception {
    var end = new InetSocketAddress(address, port());
    return chain.client().call(() -> capture(new CaptureTarget.Remote(Set.of(end))));
  }

  private Capture capture(CaptureTarget target) throws SystemCallException {
    return Capture.open(target, SMALL, seen::add);
  }

  private Socket connect(InetAddress address) throws Exception {
    return chain.client().call(() -> new Socket(address, port()));
  }

  private boolean involvesServer(TcpPacket packet) {
    var end = new InetSocketAddress(chain.serverAddress(), port());
    return packet.source().equals(end) || packet.destination().equals(end);
  }

  private int port() {
    return server.getLocalPort();
  }

  private static long openDescriptors() throws Exception {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.count();
    }
  }
}
