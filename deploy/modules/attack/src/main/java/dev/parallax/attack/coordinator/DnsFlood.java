package dev.parallax.attack.coordinator;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.v1.Family;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.v1.Route;
import dev.parallax.v1.Scheme;
import dev.parallax.v1.Step;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** 4,000 different names for the agent's own resolver, a thousand a second. */
public final class DnsFlood extends PlanAttack {
  private static final int NAMES = 4_000;
  private static final Duration WATCHED = Duration.ofSeconds(6);

  /** The total limit of an agent, from its documentation: 100 a second, 400 at once. */
  private static final int BURST = 400;

  private static final int A_SECOND = 100;

  private final DatagramSocket socket;
  private final AtomicInteger queries = new AtomicInteger();
  private int during;

  public DnsFlood(RogueCoordinator coordinator) throws IOException {
    super(coordinator, "dns-flood");
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.250.0.53"), 0));
    Thread.ofVirtual().name("dns sink").start(this::count);
  }

  /** The resolver for the agent. */
  public String resolver() {
    return "127.250.0.53:" + socket.getLocalPort();
  }

  /** Answers each query with NXDOMAIN, so that no query is repeated. */
  private void count() {
    var packet = new DatagramPacket(new byte[1_500], 1_500);
    try {
      while (true) {
        packet.setLength(1_500);
        socket.receive(packet);
        queries.incrementAndGet();
        packet.getData()[2] = (byte) 0x81;
        packet.getData()[3] = (byte) 0x83;
        socket.send(packet);
      }
    } catch (IOException closed) {
      // The sink is closed.
    }
  }

  @Override
  public String launch(Installation at) throws InterruptedException {
    int before = queries.get();
    var probes = new ArrayList<ProbeSpec>();
    for (int name = 0; name < NAMES; name++) {
      probes.add(
          HostilePlans.probe(
                  "n" + name + ".flood.test",
                  InetAddress.ofLiteral("127.250.0.1"),
                  443,
                  Scheme.SCHEME_TLS)
              .setTarget("https://flood.test")
              .setRoute(Route.newBuilder().setFamily(Family.FAMILY_ANY))
              .setLastStep(Step.STEP_DNS)
              .build());
    }
    coordinator()
        .assign(
            sweep(),
            HostilePlans.plan(HostilePlans.MILLISECOND, probes).build(),
            WATCHED,
            List.of());
    coordinator().awaitFinished(sweep(), WATCHED.plusSeconds(3));
    during = queries.get() - before;
    return "%,d names to resolve".formatted(NAMES);
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return finding(
        during <= BURST + A_SECOND * (WATCHED.toSeconds() + 3),
        "%,d queries in %d s".formatted(during, WATCHED.toSeconds()));
  }

  @Override
  public void close() {
    socket.close();
  }
}
