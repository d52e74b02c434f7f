package dev.parallax.agent.probe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.agent.policy.Cidr;
import dev.parallax.agent.policy.Policy;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.ProberConfig;
import dev.parallax.model.endpoint.Resolver;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Step;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.ProbeSpec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Peers, routes and filters of this host, each with the probe that meets it. */
final class Situations {
  private static final long STEP_MILLIS = 3_000;
  private static final int NAMES = 1_500;

  private Situations() {}

  static ProbeResult peer(Peer.Script script, Function<Integer, ProbeSpec> probe)
      throws IOException {
    try (var prober = Probes.prober();
        var peer = Peer.of(script)) {
      prober.warmUp();
      return Probes.one(prober, probe.apply(peer.port()), STEP_MILLIS);
    }
  }

  /** A name server that replies by this rule. */
  static ProbeResult resolver(DnsPeer.Rule rule) throws Exception {
    try (var resolver = DnsPeer.of(rule);
        var prober = Probes.prober(resolver.address())) {
      return Probes.one(prober, Probes.tls(443).resolved().spec(Step.DNS), STEP_MILLIS);
    }
  }

  /** A name server that closes the connection before it replies. */
  static ProbeResult closingResolver() throws IOException {
    try (var peer = Peer.of(Peer.Talk::finish);
        var prober = Probes.prober()) {
      var resolver = Resolver.parse("tcp://127.0.0.1:" + peer.port());
      var spec = Arms.otherResolver(Target.parse("https://" + Probes.HOST), resolver).build();
      return Probes.one(prober, spec, STEP_MILLIS);
    }
  }

  static ProbeResult refused() {
    try (var prober = Probes.prober()) {
      return Probes.one(prober, Probes.tls(Peer.closedPort()).spec(), STEP_MILLIS);
    }
  }

  static ProbeResult fullBacklog() throws IOException {
    var waiting = new ArrayList<Socket>();
    try (var prober = Probes.prober();
        var full = new ServerSocket(0, 1, Probes.LOOPBACK)) {
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(Probes.LOOPBACK, full.getLocalPort()));
      }
      return Probes.one(prober, Probes.tls(full.getLocalPort()).spec(), STEP_MILLIS);
    } finally {
      for (var socket : waiting) {
        socket.close();
      }
    }
  }

  /** A server whose certificate alone exceeds the read limit of a trial. */
  static ProbeResult hugeCertificate() throws Exception {
    var builder = TlsTalk.certificate();
    for (int i = 0; i < NAMES; i++) {
      builder.addSanDnsName(i + "." + "x".repeat(60) + ".example.com");
    }
    var bundle = builder.buildSelfSigned();
    try (var peer = TlsPeer.of(bundle.getKeyPair().getPrivate(), bundle.getCertificate());
        var prober = Probes.prober()) {
      return Probes.one(prober, Probes.tls(peer.port()).spec(), STEP_MILLIS);
    }
  }

  /** A resolver that requires TCP, and then resets. */
  static ProbeResult resetResolver() throws IOException {
    try (var tcp = Peer.of(Situations::readAndReset);
        var udp = new DatagramSocket(Peer.loopback(tcp.port()));
        var prober = Probes.prober(Peer.loopback(tcp.port()))) {
      Thread.ofVirtual().start(() -> answerTruncated(udp));
      return Probes.one(prober, Probes.tls(443).resolved().spec(), STEP_MILLIS);
    }
  }

  private static void readAndReset(Peer.Talk talk) throws IOException {
    var in = talk.socket().getInputStream();
    in.skipNBytes(in.read() << 8 | in.read());
    talk.reset();
  }

  private static void answerTruncated(DatagramSocket udp) {
    try {
      while (true) {
        var packet = new DatagramPacket(new byte[1500], 1500);
        udp.receive(packet);
        var query =
            new DnsPeer.Query(Arrays.copyOf(packet.getData(), packet.getLength()), false, 0);
        packet.setData(query.reply(0x8380));
        udp.send(packet);
      }
    } catch (IOException closed) {
      // The probe is over.
    }
  }

  /**
   * An address that this host's routing table treats like this.
   *
   * @param kind of ip-route(8): unreachable, prohibit, throw
   */
  static ProbeResult route(String kind) throws Exception {
    assumeTrue(isRoot(), "needs root for ip route add " + kind);
    var address = ownAddress(kind);
    var route = List.of(kind, address.getHostAddress() + "/32");
    try (var _ = Rule.add(List.of("ip", "route", "add"), List.of("ip", "route", "del"), route);
        var prober = prober("198.18.0.0/15")) {
      var spec = Probes.tls(443).spec().but().at(address).build();
      return Probes.one(prober, spec, STEP_MILLIS);
    }
  }

  /** In 198.18.0.0/15 (RFC 2544), different for each process and kind. */
  private static InetAddress ownAddress(String kind) throws IOException {
    int own = (int) (ProcessHandle.current().pid() & 0x7fff) * 4 + kind.length() % 4;
    return InetAddress.getByAddress(
        new byte[] {(byte) 198, (byte) (18 + (own >> 16)), (byte) (own >> 8), (byte) own});
  }

  /** A packet filter of this host that keeps connections to the peer back. */
  static ProbeResult ownPacketFilter() throws Exception {
    assumeTrue(Firewall.isOurs(), "needs root and iptables");
    try (var prober = Probes.prober();
        var peer = Peer.of(talk -> {});
        var _ = Firewall.keepAll("tcp", peer.port())) {
      return Probes.one(prober, Probes.tls(peer.port()).spec(), STEP_MILLIS);
    }
  }

  /** A filter that permits connections and drops packets as long as a ClientHello. */
  static ProbeResult droppedHello() throws Exception {
    assumeTrue(Firewall.isOurs(), "needs root and iptables");
    try (var prober = Probes.prober();
        var peer = Peer.of(talk -> {})) {
      prober.warmUp();
      var rule =
          List.of(
              "INPUT",
              "-i",
              "lo",
              "-p",
              "tcp",
              "--dport",
              Integer.toString(peer.port()),
              "-m",
              "length",
              "--length",
              "200:65535",
              "-j",
              "DROP");
      try (var _ =
          Rule.add(List.of("iptables", "-w", "-I"), List.of("iptables", "-w", "-D"), rule)) {
        return Probes.one(prober, Probes.tls(peer.port()).spec(), STEP_MILLIS);
      }
    }
  }

  private static Prober prober(String allowed) {
    return new Prober(
        new ProberConfig(Optional.empty(), Peer.loopback(9), List.of()),
        Policy.of(List.of(Cidr.parse(allowed))),
        Clock.systemUTC());
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** A change of this host's network that is reverted with the same arguments. */
  private record Rule(List<String> remove) implements AutoCloseable {
    static Rule add(List<String> add, List<String> remove, List<String> words) throws IOException {
      run(joined(add, words));
      return new Rule(joined(remove, words));
    }

    private static List<String> joined(List<String> command, List<String> words) {
      var all = new ArrayList<>(command);
      all.addAll(words);
      return all;
    }

    private static void run(List<String> command) throws IOException {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assumeTrue(
          process.onExit().join().exitValue() == 0, () -> String.join(" ", command) + ": " + said);
    }

    @Override
    public void close() throws IOException {
      run(remove);
    }
  }
}
