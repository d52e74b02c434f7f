package dev.parallax.agent.responder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.path.Capability;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real packets of the loopback interface. */
@Timeout(60)
final class PortWatchTest {
  private static final VantageId SELF = new VantageId("origin-1");
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  /** A whole ClientHello for shop.example, its random 32 times 0x5a. */
  private static final byte[] HELLO =
      HexFormat.of()
          .parseHex(
              "1603010048010000440303"
                  + "5a".repeat(32)
                  + "00"
                  + "00021301"
                  + "0100"
                  + "0019"
                  + "00000011000f00000c"
                  + "73686f702e6578616d706c65"
                  + "002b0000");

  /** More packets than the limit of one connection. */
  private static final int AGAIN = 20;

  private static final int MEMORY = 100_000;
  private static final int FLOOD = 200;

  private final ByteBudget memory = new ByteBudget(MEMORY);
  private ServerSocket server;
  private PortWatch watch;

  @BeforeEach
  void watch() throws Exception {
    var capability = Capability.capture();
    assumeTrue(capability.isThere(), () -> capability.missing().orElse(""));
    server = new ServerSocket(0, 5, LOOPBACK);
    watch = open(Set.of(server.getLocalPort()));
  }

  private PortWatch open(Set<Integer> arrivalPorts) {
    return PortWatch.open(SELF, Set.of(server.getLocalPort()), arrivalPorts, memory).orElseThrow();
  }

  @Test
  void floodOfConnections_isBounded_andTheWatchSaysNothing() throws Exception {
    try (var kept = call();
        var _ = server.accept()) {
      await(() -> arrived(kept));
      for (int i = 0; i < FLOOD; i++) {
        try (var client = call();
            var accepted = server.accept()) {
          client.getOutputStream().write(i);
          accepted.getInputStream().read();
        }
      }
      await(() -> Optional.of(watch.seen(1, 0).join()).filter(List::isEmpty));
      assertEquals(Optional.empty(), watch.packets(kept.getLocalPort(), at()));
    }
    watch.close();
    assertTrue(memory.take(MEMORY), "all of it was given back");
  }

  @Test
  void noArrivalPort_keepsNoArrivals() throws Exception {
    watch.close();
    watch = open(Set.of());
    try (var client = call()) {
      await(() -> watch.packets(client.getLocalPort(), at()));
      assertEquals(List.of(), watch.seen(1, 0).join());
    }
  }

  @Test
  void noMemory_isNoWatch() {
    assertEquals(
        Optional.empty(),
        PortWatch.open(SELF, Set.of(server.getLocalPort()), Set.of(), new ByteBudget(1_000)));
  }

  @AfterEach
  void close() throws Exception {
    if (watch != null) {
      watch.close();
      server.close();
    }
  }

  @Test
  void aHelloInPieces_isReadByItsRandom() throws Exception {
    try (var client = call();
        var accepted = server.accept()) {
      client.setTcpNoDelay(true);
      client.getOutputStream().write(HELLO, 0, 20);
      accepted.getInputStream().readNBytes(20);
      client.getOutputStream().write(HELLO, 20, HELLO.length - 20);
      var seen = await(() -> arrived(client).filter(Sighting::helloArrived));

      assertEquals("5a".repeat(32), seen.helloRandom());
      assertEquals(Optional.of("shop.example"), seen.serverName());
      assertEquals(Sighting.Means.CAPTURE, seen.means());
      assertEquals(LOOPBACK, seen.peer());
      assertEquals(server.getLocalPort(), seen.port());
      assertEquals(HELLO.length, seen.bytesReceived());
      assertEquals(Sighting.ConnectionEnd.OPEN, seen.ending());
    }
  }

  @Test
  void theHostsReset_isTheHosts_andTheClientsPacketsShowIt() throws Exception {
    try (var client = call()) {
      client.getOutputStream().write(HELLO);
      var accepted = server.accept();
      accepted.getInputStream().readNBytes(HELLO.length);
      accepted.setSoLinger(true, 0);
      accepted.close();
      var seen = await(() -> arrived(client).filter(one -> one.resetsSent() > 0));

      assertEquals(Sighting.ConnectionEnd.RESET_HERE, seen.ending());
      assertEquals(1, seen.resetsSent());
      assertTrue(seen.helloArrived());
      var packets = packets(client);
      assertEquals("S", packets.getFirst().flags());
      assertEquals("SA", packets.get(1).flags());
      var reset = packets.getLast();
      assertTrue(reset.received() && reset.isReset(), reset::toString);
      assertEquals(1, reset.sequence(), "the server had said nothing");
      assertEquals(64, reset.ttl());
      assertEquals(0, packets.getFirst().sequence());
      assertEquals(
          HELLO.length,
          packets.stream()
              .filter(one -> !one.received())
              .mapToInt(Packets.CapturedSegment::payload)
              .sum());
    }
  }

  @Test
  void theClientsReset_isThePeers() throws Exception {
    var client = call();
    var port = client.getLocalPort();
    client.setSoLinger(true, 0);
    client.close();
    var seen =
        await(() -> arrived(port).filter(one -> one.ending() != Sighting.ConnectionEnd.OPEN));

    assertEquals(Sighting.ConnectionEnd.RESET_BY_PEER, seen.ending());
    assertEquals(0, seen.resetsSent());
    assertEquals("", seen.helloRandom());
  }

  @Test
  void packetsAreToldOnce() throws Exception {
    try (var client = call()) {
      await(() -> arrived(client));
      assertTrue(watch.packets(client.getLocalPort(), at()).isPresent());
      assertEquals(Optional.empty(), watch.packets(client.getLocalPort(), at()));
    }
  }

  @Test
  void theSamePortAgain_isAnotherConnection_eachWithItsHello() throws Exception {
    int port = 0;
    for (int i = 0; i < AGAIN; i++) {
      try (var client = new Socket()) {
        client.setReuseAddress(true);
        client.bind(new InetSocketAddress(LOOPBACK, port));
        client.connect(at());
        port = client.getLocalPort();
        client.getOutputStream().write(HELLO);
        var accepted = server.accept();
        accepted.getInputStream().readNBytes(HELLO.length);
        accepted.setSoLinger(true, 0);
        accepted.close();
        client.getInputStream().read();
      } catch (SocketException reset) {
        assertTrue(port > 0, reset::toString);
      }
    }
    int same = port;
    var seen = await(() -> all(same, AGAIN));

    assertTrue(seen.stream().allMatch(Sighting::helloArrived), seen::toString);
    assertEquals(Optional.empty(), watch.packets(same, at()), "whose packets, nobody can say");
  }

  private Optional<List<Sighting>> all(int port, int count) {
    var seen =
        watch.seen(1, 0).join().stream()
            .filter(
                one -> one.peerPort() == port && one.ending() == Sighting.ConnectionEnd.RESET_HERE)
            .toList();
    return seen.size() == count ? Optional.of(seen) : Optional.empty();
  }

  @Test
  void otherPortsAreNotWatched() throws Exception {
    try (var other = new ServerSocket(0, 5, LOOPBACK);
        var stranger = new Socket(LOOPBACK, other.getLocalPort());
        var client = call()) {
      await(() -> arrived(client));
      assertEquals(Optional.empty(), arrived(stranger));
    }
  }

  private Socket call() throws IOException {
    return new Socket(LOOPBACK, server.getLocalPort());
  }

  private InetSocketAddress at() {
    return new InetSocketAddress(LOOPBACK, server.getLocalPort());
  }

  private List<Packets.CapturedSegment> packets(Socket client) {
    return watch.packets(client.getLocalPort(), at()).orElseThrow().seen();
  }

  private Optional<Sighting> arrived(Socket client) {
    return arrived(client.getLocalPort());
  }

  private Optional<Sighting> arrived(int port) {
    return watch.seen(1, 0).join().stream().filter(one -> one.peerPort() == port).findFirst();
  }

  private static <T> T await(Supplier<Optional<T>> what) {
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() - deadline < 0) {
      var found = what.get();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("never seen");
  }
}
