package dev.parallax.lab.net;

import dev.parallax.stage.StageFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The topology as network namespaces of the kernel, each named by a prefix of this lab's own. */
public final class Namespaces {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  /** The time limit of a short command, in {@link #shell}. */
  public static final Duration SHORT = Duration.ofSeconds(20);

  private final String prefix;
  private final Topology topology;

  public Namespaces(String prefix, Topology topology) {
    this.prefix = prefix;
    this.topology = topology;
  }

  public String name(String node) {
    return prefix + "-" + topology.node(node).name();
  }

  /** The prefix of a command that runs it in the namespace. */
  public List<String> in(String node) {
    return List.of("ip", "netns", "exec", name(node));
  }

  /** Runs a line of shell in the namespace. */
  public Shell shell(String node, String line, Duration limit)
      throws StageFailure, InterruptedException {
    var command = new ArrayList<>(in(node));
    command.addAll(List.of("bash", "-c", line));
    return Shell.run(command, limit);
  }

  public void up() throws StageFailure, InterruptedException {
    Shell.run(List.of("bash", "-ec", script()), LIMIT).orFail("making the namespaces");
    checkClosed();
  }

  private String script() {
    var lines = new ArrayList<String>();
    topology.nodes().forEach(node -> lines.add("ip netns add " + name(node.name())));
    topology.links().forEach(link -> lines.add(cable(link)));
    topology.nodes().forEach(node -> lines.add(configuration(node)));
    topology.nodes().forEach(node -> lines.add(configurationOfSix(node)));
    return String.join("\n", lines);
  }

  private String cable(Link link) {
    return "ip link add %s netns %s type veth peer name %s netns %s"
        .formatted(
            link.device(link.left()),
            name(link.left().name()),
            link.device(link.right()),
            name(link.right().name()));
  }

  private String configuration(Node node) {
    return "ip netns exec %s sysctl -qw %s\n".formatted(name(node.name()), kernel(node))
        + batch(node, lines(node));
  }

  /**
   * Each line for IPv4 addresses again for IPv6; the kernel requires both ends of a cable to be up
   * first.
   */
  private String configurationOfSix(Node node) {
    return batch(
        node, lines(node).stream().filter(Ipv6Addresses::concerns).map(Namespaces::six).toList());
  }

  /** Addresses need no check for duplicates: every cable has two ends. */
  private static String six(String line) {
    var six = Ipv6Addresses.in(line);
    return six.startsWith("addr add")
        ? six.replaceFirst("peer (\\S+)", "peer $1/128") + " nodad"
        : six + " onlink";
  }

  private String batch(Node node, List<String> lines) {
    return "ip -n %s -batch - <<'END'\n%s\nEND"
        .formatted(name(node.name()), String.join("\n", lines));
  }

  private List<String> lines(Node node) {
    var lines = new ArrayList<String>();
    lines.add("link set lo up");
    node.further().forEach(address -> lines.add("addr add " + address + "/32 dev lo"));
    for (var link : topology.links()) {
      if (link.joins(node)) {
        lines.add(
            "addr add %s peer %s dev %s"
                .formatted(link.address(node), link.address(link.other(node)), link.device(node)));
        lines.add("link set " + link.device(node) + " up");
      }
    }
    lines.addAll(new RoutingTables(topology).of(node));
    return lines;
  }

  private static String kernel(Node node) {
    return "net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.default.rp_filter=0"
        + " net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.default.accept_dad=0"
        + " net.ipv6.conf.default.accept_ra=0 net.ipv6.icmp.ratelimit=100"
        + " net.ipv6.conf.all.forwarding="
        + (node.forwards() ? 1 : 0)
        + " net.ipv4.icmp_ratelimit=100 net.ipv4.ip_unprivileged_port_start=0"
        + " net.ipv4.ip_forward="
        + (node.forwards() ? 1 : 0);
  }

  /** Every interface of every namespace ends in another namespace of this lab. */
  private void checkClosed() throws StageFailure, InterruptedException {
    var ours =
        topology.nodes().stream()
            .map(node -> Pattern.quote(name(node.name())))
            .collect(Collectors.joining("|"));
    var closed = Pattern.compile("^\\d+: (lo:|[^ ]+@[^ ]+: .* link-netns (" + ours + ")\\b).*");
    for (var node : topology.nodes()) {
      var interfaces =
          Shell.run(List.of("ip", "-n", name(node.name()), "-o", "link", "show"), SHORT)
              .orFail("listing the interfaces of " + node.name());
      for (var line : interfaces.output().lines().toList()) {
        if (!closed.matcher(line).matches()) {
          throw new StageFailure(node.name() + " may have a route out of the lab: " + line);
        }
      }
    }
  }

  /** Ends the processes in the namespaces and removes them; has no effect without namespaces. */
  public void down() throws StageFailure, InterruptedException {
    var names =
        topology.nodes().stream().map(node -> name(node.name())).collect(Collectors.joining(" "));
    Shell.run(List.of("bash", "-c", removal(names)), LIMIT).orFail("removing the namespaces");
  }

  private static String removal(String names) {
    return """
    for name in %s; do
      [ -e /run/netns/$name ] || continue
      ip netns pids $name | xargs -r kill 2>/dev/null
    done
    for name in %s; do
      [ -e /run/netns/$name ] || continue
      for turn in 1 2 3 4 5 6 7 8 9 10; do
        [ -n "$(ip netns pids $name)" ] || break
        sleep 0.2
      done
      ip netns pids $name | xargs -r kill -9 2>/dev/null
      ip netns del $name
    done
    """
        .formatted(names, names);
  }
}
