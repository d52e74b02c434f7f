package dev.parallax.agent.path;

import dev.parallax.agent.path.echo.Echo;
import dev.parallax.agent.path.echo.EchoPlan;
import dev.parallax.agent.path.echo.EchoResult;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A client, {@code n} routers and a server, each a network namespace, joined in a row by veth
 * pairs. Link {@code i} is {@code 10.77.i.0/24} and {@code fd00:77:i::/64}; its end nearer to the
 * client has host number 1, the other 2. So router {@code i} answers from {@code 10.77.(i-1).2},
 * and the server is {@code 10.77.n.2}.
 *
 * <p>ICMP is not rate-limited there, and ping sockets are allowed. Namespaces have names of their
 * own in each run and are removed by exactly these names.
 */
public final class RouterChain implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  /** Without waiting for duplicate addresses or neighbours, which takes IPv6 a second or two. */
  private static final String[] SYSCTL = {
    "sysctl",
    "-qw",
    "net.ipv4.ip_forward=1",
    "net.ipv6.conf.all.forwarding=1",
    "net.ipv6.conf.default.accept_dad=0",
    "net.ipv4.icmp_ratelimit=0",
    "net.ipv6.icmp.ratelimit=0",
    "net.ipv4.ping_group_range=0 2147483647"
  };

  private final List<Namespace> nodes;
  private final Thread hook = new Thread(this::remove);
  private Optional<String> whyNot = Optional.empty();

  private RouterChain(List<Namespace> nodes) {
    this.nodes = nodes;
  }

  /** For {@code @RegisterExtension static final}: made before the first test. */
  public static RouterChain of(int routers) {
    var run = "px" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    return new RouterChain(
        IntStream.rangeClosed(0, routers + 1).mapToObj(i -> new Namespace(run + "-" + i)).toList());
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      build();
    } catch (IOException cannot) {
      whyNot = Optional.of("no network namespaces here: " + cannot.getMessage());
    }
  }

  /** Each test aborts, so that each reports the reason. */
  @Override
  public void beforeEach(ExtensionContext context) {
    whyNot.ifPresent(Assumptions::abort);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    remove();
    Runtime.getRuntime().removeShutdownHook(hook);
  }

  public Namespace client() {
    return nodes.getFirst();
  }

  public Namespace server() {
    return nodes.getLast();
  }

  /** Routers count from 1, as hops do. */
  public Namespace router(int hop) {
    return nodes.get(hop);
  }

  public InetAddress routerAddress(int hop) {
    return InetAddress.ofLiteral("10.77." + (hop - 1) + ".2");
  }

  public InetAddress routerAddress6(int hop) {
    return InetAddress.ofLiteral("fd00:77:" + (hop - 1) + "::2");
  }

  public InetAddress clientAddress() {
    return InetAddress.ofLiteral("10.77.0.1");
  }

  public InetAddress serverAddress() {
    return routerAddress(nodes.size() - 1);
  }

  public InetAddress serverAddress6() {
    return routerAddress6(nodes.size() - 1);
  }

  /**
   * {@code iptables} in a router, or in the client at hop 0; aborts the test with the reason, where
   * it is not installed.
   */
  public void iptables(int hop, String... arguments) {
    var command = new ArrayList<>(List.of("iptables", "-w"));
    command.addAll(List.of(arguments));
    try {
      var _ = router(hop).run(command.toArray(String[]::new));
    } catch (IOException | InterruptedException cannot) {
      Assumptions.abort("no iptables here: " + cannot.getMessage());
    }
  }

  private void build() throws Exception {
    var names = new StringBuilder();
    nodes.forEach(node -> names.append("netns add ").append(node.name()).append('\n'));
    ip(names.toString());
    for (var node : nodes) {
      var _ = node.run(SYSCTL);
    }
    var links = new StringBuilder();
    for (int i = 0; i + 1 < nodes.size(); i++) {
      links.append(
          "link add right netns %s type veth peer name left netns %s\n"
              .formatted(nodes.get(i).name(), nodes.get(i + 1).name()));
    }
    ip(links.toString());
    for (int i = 0; i < nodes.size(); i++) {
      configure(i);
    }
    awaitIpv6();
  }

  /** The kernel enables IPv6 on a new link within a second; IPv4 is available at once. */
  private void awaitIpv6() throws Exception {
    var knock =
        new EchoPlan(
            serverAddress6(), Optional.empty(), 1, Duration.ofMillis(50), Duration.ofMillis(50));
    for (int i = 0; i < 200; i++) {
      if (client().call(() -> Echo.run(knock)) instanceof EchoResult.Echoes echoes
          && echoes.lost() == 0) {
        return;
      }
    }
    throw new IOException("IPv6 did not come up on the veth links within ten seconds");
  }

  private void configure(int i) throws IOException, InterruptedException {
    var lines = new StringBuilder("link set lo up\n");
    int last = nodes.size() - 1;
    if (i > 0) {
      link(lines, "left", i - 1, 2);
    }
    if (i < last) {
      link(lines, "right", i, 1);
    }
    for (int far = 0; far < last; far++) {
      if (far < i - 1) {
        route(lines, far, i - 1, 1);
      } else if (far > i) {
        route(lines, far, i, 2);
      }
    }
    var _ = Commands.run(lines.toString(), List.of("ip", "-n", nodes.get(i).name(), "-batch", "-"));
  }

  private static void link(StringBuilder lines, String name, int link, int host) {
    lines.append("addr add 10.77.%d.%d/24 dev %s\n".formatted(link, host, name));
    lines.append("addr add fd00:77:%d::%d/64 dev %s nodad\n".formatted(link, host, name));
    lines.append("ntable change name ndisc_cache dev %s retrans 20\n".formatted(name));
    lines.append("link set %s up\n".formatted(name));
  }

  private static void route(StringBuilder lines, int far, int near, int host) {
    lines.append("route add 10.77.%d.0/24 via 10.77.%d.%d\n".formatted(far, near, host));
    lines.append("route add fd00:77:%d::/64 via fd00:77:%d::%d\n".formatted(far, near, host));
  }

  private void remove() {
    for (var node : nodes) {
      try {
        var _ = Commands.run("", List.of("ip", "netns", "del", node.name()));
      } catch (IOException | InterruptedException gone) {
        // Was never made, or removed before.
      }
    }
  }

  private static void ip(String batch) throws IOException, InterruptedException {
    var _ = Commands.run(batch, List.of("ip", "-batch", "-"));
  }
}
