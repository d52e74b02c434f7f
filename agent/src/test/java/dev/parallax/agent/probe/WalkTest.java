package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.path.RouterChain;
import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.tls.SelfSignedKey;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ArmInputs;
import dev.parallax.model.plan.ArmProbes;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.HopLimit.LimitedPacket;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.WalkVariant;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Complete probes through five routers to a real TLS server, which is hop 6. Router 2's FORWARD
 * chain drops or resets packets with the target's name, so that it affects hop limits from 3 on.
 */
@Isolated
class WalkTest {
  private static final String BLOCKED = "blocked.example";
  private static final String ALLOWED = "allowed.example";
  private static final int SERVER_HOP = 6;
  private static final int HOPS = 8;
  private static final int ATTEMPTS = 20;
  private static final Duration STEP = Duration.ofSeconds(5);

  @RegisterExtension static final RouterChain chain = RouterChain.of(5);

  private Prober prober;
  private TlsPeer server;

  /** The duration of the last attempt of {@link #run}. */
  private Duration took = Duration.ZERO;

  @BeforeEach
  void serve() throws Exception {
    prober =
        new Prober(
            new ProberConfig(Optional.empty(), Peer.loopback(9), List.of()),
            Policy.of(List.of(Cidr.parse("10.77.0.0/16"))),
            Clock.systemUTC());
    var key = SelfSignedKey.key();
    var certificate = SelfSignedKey.certificate(BLOCKED, key);
    server =
        chain
            .server()
            .call(
                () ->
                    TlsPeer.of(
                        new InetSocketAddress(0),
                        key.getPrivate(),
                        builder -> builder,
                        TlsPeer.answer(TlsPeer.OK),
                        certificate));
  }

  @AfterEach
  void stop() throws Exception {
    chain.iptables(2, "-F", "FORWARD");
    prober.close();
    server.close();
  }

  @Test
  void resetHello() throws Exception {
    filter("-j REJECT --reject-with tcp-reset");
    var walk = walk(LimitedPacket.values());
    assertEquals(
        words(2, "tls:host_unreachable", "tls:reset_after_client_hello"),
        said(walk, LimitedPacket.HELLO, BLOCKED));
    assertEquals(
        words(SERVER_HOP - 1, "tls:host_unreachable", "ok"),
        said(walk, LimitedPacket.HELLO, ALLOWED));
    assertEquals(
        words(SERVER_HOP - 1, "tcp:host_unreachable", "ok"),
        said(walk, LimitedPacket.SYN, BLOCKED));
    assertRoutersAreNamed(walk);
    assertNothingIsHalfOpen();
  }

  @Test
  void droppedHello_costsASecondEach() throws Exception {
    filter("-j DROP");
    var walk = walk(LimitedPacket.HELLO);
    assertEquals(
        words(2, "tls:host_unreachable", "tls:client_hello_not_acked"),
        said(walk, LimitedPacket.HELLO, BLOCKED));
    assertTrue(took.toSeconds() >= HOPS - 2 && took.toSeconds() < HOPS + 2, took::toString);
    assertNothingIsHalfOpen();
  }

  @Test
  void droppedSyn_isAConnectTimeout() throws Exception {
    chain.iptables(2, "-A", "FORWARD", "-p", "tcp", "--syn", "-j", "DROP");
    assertEquals(
        words(2, "tcp:host_unreachable", "tcp:connect_timeout"),
        said(walk(LimitedPacket.SYN), LimitedPacket.SYN, BLOCKED));
  }

  @Test
  void aPortSomebodyElseHas_isNamed() throws Exception {
    var spec = specs(Arm.SAME_PORT_REPLAY).getFirst();
    try (var taken = chain.client().call(() -> new ServerSocket(spec.route().sourcePort()))) {
      var outcome = alone(spec).outcome();
      assertTrue(outcome instanceof Outcome.NotRun, outcome.toString());
      assertTrue(outcome.toString().contains("source port " + taken.getLocalPort()));
    }
  }

  @Test
  void onePort_servesOneTrialAfterTheOther() throws Exception {
    var spec = specs(Arm.SAME_PORT_REPLAY).getFirst();
    var seen = CompletableFuture.allOf(starting(spec), starting(spec), starting(spec));
    seen.get(10, TimeUnit.SECONDS);
  }

  @Test
  void traceroute_namesTheRouters() throws Exception {
    var spec = specs(Arm.TRACEROUTE).getFirst();
    var result = alone(spec);
    assertEquals("ok", Probes.word(result));
    var path = result.steps().path().orElseThrow();
    assertEquals("udp", path.sent());
    assertEquals(SERVER_HOP, path.replies().size());
    for (int hop = 1; hop < SERVER_HOP; hop++) {
      assertEquals(new Answer(hop, chain.routerAddress(hop), 11), Answer.of(path, hop - 1));
    }
    assertEquals(new Answer(SERVER_HOP, chain.serverAddress(), 3), Answer.of(path, SERVER_HOP - 1));
  }

  @Test
  void traceroute_withoutAnyAnswer() throws Exception {
    chain.iptables(0, "-A", "INPUT", "-p", "icmp", "-j", "DROP");
    try {
      assertEquals("tcp:trace_timeout", word(Arm.TRACEROUTE));
    } finally {
      chain.iptables(0, "-F", "INPUT");
    }
  }

  @Test
  void echo_answered_lost_refused_orNotAllowed() throws Exception {
    var spec = specs(Arm.ICMP_ECHO).getFirst();
    var result = alone(spec);
    assertEquals("ok", Probes.word(result));
    assertEquals(5, result.steps().path().orElseThrow().replies().size());
    chain.iptables(2, "-A", "FORWARD", "-p", "icmp", "-j", "DROP");
    assertEquals("tcp:icmp_echo_timeout", word(Arm.ICMP_ECHO));
    chain.iptables(2, "-R", "FORWARD", "1", "-p", "icmp", "-j", "REJECT");
    assertEquals("tcp:host_unreachable", word(Arm.ICMP_ECHO));
    chain.client().run("sysctl", "-qw", "net.ipv4.ping_group_range=1 0");
    try {
      assertEquals("not_run:unsupported", word(Arm.ICMP_ECHO));
    } finally {
      chain.client().run("sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647");
    }
  }

  /** A reply as far as a test can foretell it. */
  private record Answer(int hops, InetAddress from, int icmpType) {
    static Answer of(PathStep path, int index) {
      var reply = path.replies().get(index);
      assertTrue(reply.took().isPresent());
      return new Answer(reply.hops(), reply.from().orElseThrow(), reply.icmpType());
    }
  }

  private static void filter(String verdict) {
    var rule = "-A FORWARD -p tcp -m string --algo bm --string " + BLOCKED + " " + verdict;
    chain.iptables(2, rule.split(" ", -1));
  }

  /**
   * For SYNs the kernel reports the answering router, for ClientHellos only that a router answered.
   */
  private static void assertRoutersAreNamed(Map<WalkVariant, ProbeResult> walk) {
    walk.forEach(
        (variant, result) -> {
          int hop = variant.limit().hops();
          var path = result.steps().path();
          if (!Probes.word(result).endsWith(":host_unreachable")) {
            assertEquals(Optional.empty(), path);
          } else if (variant.limit().packet() == LimitedPacket.SYN) {
            assertEquals("tcp_syn", path.map(PathStep::sent).orElse(result.toString()));
            assertEquals(
                new Answer(hop, chain.routerAddress(hop), 11), Answer.of(path.orElseThrow(), 0));
            assertTrue(result.outcome().toString().contains("ICMP type 11 code 0 from 10.77."));
          } else {
            assertEquals("tls_client_hello", path.map(PathStep::sent).orElse(result.toString()));
            var reply = path.orElseThrow().replies().getFirst();
            assertEquals(hop, reply.hops());
            assertEquals(Optional.empty(), reply.from());
          }
        });
  }

  private static void assertNothingIsHalfOpen() throws Exception {
    var open = List.of("at first");
    for (int i = 0; i < 100 && !open.isEmpty(); i++) {
      open = chain.server().run("ss", "-Htn", "state", "connected").lines().toList();
    }
    assertEquals(List.of(), open);
  }

  /** From hop limit 1 on: expired packets, then the result beyond. */
  private static List<String> words(int died, String dead, String beyond) {
    return IntStream.rangeClosed(1, HOPS).mapToObj(hop -> hop <= died ? dead : beyond).toList();
  }

  private static List<String> said(
      Map<WalkVariant, ProbeResult> walk, LimitedPacket packet, String name) {
    var words = new TreeMap<Integer, String>();
    walk.forEach(
        (variant, result) -> {
          if (variant.limit().packet() == packet && variant.name().equals(Optional.of(name))) {
            words.put(variant.limit().hops(), Probes.word(result));
          }
        });
    return List.copyOf(words.values());
  }

  private Map<WalkVariant, ProbeResult> walk(LimitedPacket... packets) throws Exception {
    var walked =
        specs(Arm.TTL_WALK).stream()
            .filter(spec -> List.of(packets).contains(limit(spec).packet()))
            .toList();
    return run(walked).entrySet().stream()
        .collect(
            Collectors.toMap(
                seen -> WalkVariant.of(seen.getKey().variant()).orElseThrow(),
                Map.Entry::getValue));
  }

  private static HopLimit limit(ProbeSpec spec) {
    return spec.route().hopLimit().orElseThrow();
  }

  private String word(Arm arm) throws Exception {
    var spec = specs(arm).getFirst();
    return Probes.word(alone(spec));
  }

  private List<ProbeSpec> specs(Arm arm) {
    var target =
        Target.parse(
            "https://%s:%d@%s"
                .formatted(BLOCKED, server.port(), chain.serverAddress().getHostAddress()));
    return new ArmProbes(
            target, new ArmInputs(ALLOWED, List.of(), Optional.empty(), List.of(), HOPS))
        .of(arm);
  }

  private ProbeResult alone(ProbeSpec spec) throws Exception {
    return run(List.of(spec)).values().iterator().next();
  }

  /** Repeated where this agent's own delay spoiled a trial. */
  private Map<ProbeSpec, ProbeResult> run(List<ProbeSpec> specs) throws Exception {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var start = System.nanoTime();
      var seen = atOnce(specs);
      took = Duration.ofNanos(System.nanoTime() - start);
      if (seen.values().stream().noneMatch(Probes::isSpoilt)) {
        return seen;
      }
    }
    throw new AssertionError("the agent was late in each of " + ATTEMPTS + " attempts");
  }

  /** All at once: probes that share a port must see to it themselves. */
  private Map<ProbeSpec, ProbeResult> atOnce(List<ProbeSpec> specs) throws Exception {
    var running = specs.stream().collect(Collectors.toMap(spec -> spec, this::starting));
    var seen = new TreeMap<ProbeSpec, ProbeResult>(Comparator.comparing(Object::toString));
    for (var one : running.entrySet()) {
      seen.put(one.getKey(), one.getValue().get(60, TimeUnit.SECONDS).getFirst());
    }
    return seen;
  }

  /** Sockets belong to the namespace of the thread they are made on. */
  private CompletableFuture<List<ProbeResult>> starting(ProbeSpec spec) {
    try {
      return chain.client().call(() -> prober.probe(spec, HelloRecipe.STANDARD, STEP));
    } catch (Exception cannot) {
      throw new IllegalStateException(cannot);
    }
  }
}
