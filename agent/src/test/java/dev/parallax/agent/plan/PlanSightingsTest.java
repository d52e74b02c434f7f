package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.agent.LoopbackPeer;
import dev.parallax.agent.Plans;
import dev.parallax.agent.RealRunner;
import dev.parallax.agent.config.Act;
import dev.parallax.agent.link.FakeCoordinator;
import dev.parallax.agent.link.RunningLink;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.path.Capability;
import dev.parallax.agent.state.Pause;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.Sighting;
import dev.parallax.wire.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The connections to an agent's host that a coordinator can learn of. */
@Timeout(60)
@Isolated
final class PlanSightingsTest {
  private static final String SWEEP = "sweep-1";
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final byte[] OF_A_VANTAGE = random(0x5a);
  private static final byte[] OF_A_VISITOR = random(0x77);

  @TempDir private Path folder;
  private final RealRunner real = new RealRunner();
  private final LoopbackPeer service = LoopbackPeer.silent();
  private FakeCoordinator coordinator;
  private RunningLink link;
  private FakeCoordinator.Stream stream;

  @BeforeEach
  void connectWithConsent() throws Exception {
    var capability = Capability.capture();
    assumeTrue(capability.isThere(), () -> capability.missing().orElse(""));
    connect(new Consent(Set.of(Act.CAPTURE)));
  }

  private void connect(Consent consent) throws Exception {
    var uplink = new Uplink();
    var self = new VantageId("origin-1");
    var sightings = new PlanSightings(self, consent, Optional::empty);
    coordinator = new FakeCoordinator();
    link =
        new RunningLink(
            coordinator,
            uplink,
            new AssignedPlans(
                self,
                real.runner(),
                sightings,
                uplink,
                ProbingRules.of(new Pause(folder)),
                real.grace(Duration.ofSeconds(30))),
            Clock.systemUTC());
    stream = coordinator.welcomed();
  }

  @AfterEach
  void disconnect() {
    closeLink();
    real.close();
    service.close();
  }

  private void closeLink() {
    if (coordinator != null) {
      coordinator.close();
      link.close();
    }
  }

  @Test
  void aVisitorsConnection_isNotReported() throws Exception {
    stream.assign(SWEEP, plan(service.port()), LONG, Set.of(service.port()));
    stream.heartbeat(1);
    // The visitor first: when the capture has the second hello, it has the first hello as well.
    try (var visitor = hello(service.port(), OF_A_VISITOR);
        var vantage = hello(service.port(), OF_A_VANTAGE)) {
      var seen = sightingsOf(OF_A_VANTAGE);

      assertEquals(List.of("5a".repeat(32)), seen.stream().map(Sighting::getHelloRandom).toList());
      assertEquals(vantage.getLocalPort(), seen.getFirst().getPeerPort(), visitor::toString);
    }
  }

  @Test
  void aQuestionWithoutRandoms_isAnsweredWithNoConnection() throws Exception {
    stream.assign(SWEEP, plan(service.port()), LONG, Set.of(service.port()));
    stream.heartbeat(1);
    try (var visitor = hello(service.port(), OF_A_VISITOR)) {
      assertEquals(List.of(), sightingsOf(), visitor::toString);
    }
  }

  @Test
  void aPortThatNoBaseProbeGoesTo_isNotWatched() throws Exception {
    try (var other = new ServerSocket(0, 5, Plans.LOOPBACK)) {
      stream.assign(SWEEP, plan(service.port()), LONG, Set.of(other.getLocalPort()));
      stream.heartbeat(1);
      try (var known = hello(other.getLocalPort(), OF_A_VANTAGE)) {
        assertEquals(List.of(), sightingsOf(OF_A_VANTAGE), known::toString);
      }
    }
  }

  @Test
  void withoutTheOwnersConsent_noPortIsWatched() throws Exception {
    closeLink();
    connect(new Consent(Set.of()));
    stream.assign(SWEEP, plan(service.port()), LONG, Set.of(service.port()));
    stream.heartbeat(1);
    try (var known = hello(service.port(), OF_A_VANTAGE)) {
      assertEquals(List.of(), sightingsOf(OF_A_VANTAGE), known::toString);
    }
  }

  /** The agent's answer once the packets of all connections so far have been captured. */
  private List<Sighting> sightingsOf(byte[]... randoms) throws InterruptedException {
    List<Sighting> last = List.of();
    for (int attempt = 0; attempt < 20; attempt++) {
      stream.collectSightings(SWEEP, randoms);
      var seen = sightings();
      if (!seen.isEmpty() && seen.equals(last)) {
        return seen;
      }
      last = seen;
    }
    return last;
  }

  private List<Sighting> sightings() throws InterruptedException {
    AgentMessage message;
    do {
      message = stream.take();
    } while (!message.hasSightings());
    return message.getSightings().getSightingsList().stream()
        .map(seen -> seen.toBuilder().clearTook().build())
        .toList();
  }

  private static byte[] plan(int port) {
    return Wire.planBytes(Plans.of(LONG, Plans.pinned(Arm.BASE, port, 1)));
  }

  private static Socket hello(int port, byte[] random) throws IOException {
    var socket = new Socket(Plans.LOOPBACK, port);
    socket
        .getOutputStream()
        .write(
            HexFormat.of()
                .parseHex(
                    "1603010048010000440303"
                        + HexFormat.of().formatHex(random)
                        + "00"
                        + "00021301"
                        + "0100"
                        + "0019"
                        + "00000011000f00000c"
                        + "73686f702e6578616d706c65"
                        + "002b0000"));
    return socket;
  }

  private static byte[] random(int value) {
    var random = new byte[32];
    Arrays.fill(random, (byte) value);
    return random;
  }
}
