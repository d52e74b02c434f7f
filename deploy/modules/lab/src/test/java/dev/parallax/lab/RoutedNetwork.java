package dev.parallax.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Hosts in namespaces of their own behind a row of routers: router {@code i} and {@code i + 1}
 * share {@code 10.78.i.0/24}, in which the router nearer to the first has host number 1. A host is
 * connected to one router, in {@code 10.78.(100 + n).0/24}, with number 2. Removed by its own
 * names.
 */
final class RoutedNetwork {
  private final String run = "pl" + Integer.toHexString(ThreadLocalRandom.current().nextInt());
  private final int routers;
  private final Map<String, Integer> hosts = new LinkedHashMap<>();

  private RoutedNetwork(int routers) {
    this.routers = routers;
  }

  /**
   * Creates a network.
   *
   * @param hosts the router of each host, from 1
   * @throws IOException where this machine has no namespaces
   */
  static RoutedNetwork of(int routers, Map<String, Integer> hosts) throws Exception {
    var network = new RoutedNetwork(routers);
    network.hosts.putAll(hosts);
    try {
      network.build();
      return network;
    } catch (IOException refused) {
      network.remove();
      throw refused;
    }
  }

  String address(String host) {
    return "10.78." + (100 + index(host)) + ".2";
  }

  /** The source address of router {@code hop} for packets from the previous router. */
  String routerAddress(int hop) {
    return "10.78." + (hop - 1) + ".2";
  }

  /** A command on a router, from 1. */
  void onRouter(int router, String... command) throws Exception {
    var _ = Commands.run("", in(router(router), command));
  }

  /** A command line that runs on a host. */
  List<String> on(String host, String... command) {
    return in(host(host), command);
  }

  private static List<String> in(String namespace, String... command) {
    var whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    whole.addAll(List.of(command));
    return whole;
  }

  private void build() throws Exception {
    ip("", lines(nodes(), "netns add %s"));
    for (int i = 1; i < routers; i++) {
      link(router(i), router(i + 1), i);
    }
    for (var host : hosts.keySet()) {
      link(router(hosts.get(host)), host(host), 100 + index(host));
      ip(host(host), "route add default via 10.78." + (100 + index(host)) + ".1\n");
    }
    for (int i = 1; i <= routers; i++) {
      onRouter(i, "sysctl", "-qw", "net.ipv4.ip_forward=1", "net.ipv4.icmp_ratelimit=0");
      route(i);
    }
    for (var host : hosts.keySet()) {
      var _ = Commands.run("", on(host, "sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647"));
    }
  }

  private void link(String near, String far, int net) throws Exception {
    ip(
        "",
        "link add n%d netns %s type veth peer name n%d netns %s\n".formatted(net, near, net, far));
    up(near, net, 1);
    up(far, net, 2);
  }

  private static void up(String namespace, int net, int number) throws Exception {
    ip(
        namespace,
        "link set lo up\naddr add 10.78.%d.%d/24 dev n%d\nlink set n%d up\n"
            .formatted(net, number, net, net));
  }

  /** To each network that is not its own: along the row. */
  private void route(int router) throws Exception {
    var routes = new StringBuilder();
    for (int net = 1; net < routers; net++) {
      if (net < router - 1 || net > router) {
        routes.append(route(net, router, net < router));
      }
    }
    for (var host : hosts.keySet()) {
      int at = hosts.get(host);
      if (at != router) {
        routes.append(route(100 + index(host), router, at < router));
      }
    }
    ip(router(router), routes.toString());
  }

  private static String route(int net, int router, boolean back) {
    int via = back ? router - 1 : router;
    return "route add 10.78.%d.0/24 via 10.78.%d.%d\n".formatted(net, via, back ? 1 : 2);
  }

  private List<String> nodes() {
    var nodes = new ArrayList<String>();
    for (int i = 1; i <= routers; i++) {
      nodes.add(router(i));
    }
    hosts.keySet().forEach(host -> nodes.add(host(host)));
    return nodes;
  }

  private int index(String host) {
    return List.copyOf(hosts.keySet()).indexOf(host);
  }

  private String router(int number) {
    return run + "-r" + number;
  }

  private String host(String name) {
    return run + "-" + name;
  }

  private static String lines(List<String> names, String line) {
    var text = new StringBuilder();
    names.forEach(name -> text.append(line.formatted(name)).append('\n'));
    return text.toString();
  }

  private static void ip(String namespace, String batch) throws Exception {
    var command = new ArrayList<>(List.of("ip"));
    if (!namespace.isEmpty()) {
      command.addAll(List.of("-n", namespace));
    }
    command.addAll(List.of("-batch", "-"));
    var _ = Commands.run(batch, command);
  }

  void remove() throws Exception {
    for (var node : nodes()) {
      try {
        var _ = Commands.run("", List.of("ip", "netns", "del", node));
      } catch (IOException gone) {
        // Was never made.
      }
    }
  }

  /** Programs of this machine. */
  static final class Commands {
    private Commands() {}

    /** Its output; throws when it cannot run, fails or takes a minute. */
    static String run(String input, List<String> command) throws Exception {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command + " takes too long");
      }
      if (process.exitValue() != 0) {
        throw new IOException(command + " says: " + output.strip());
      }
      return output;
    }
  }
}
