package dev.parallax.lab.scenario;

import dev.parallax.lab.OlderAgent;
import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.servers.LabSite;
import dev.parallax.lab.servers.Resolvers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One step that installs a fault, and its removal.
 *
 * @param node the node whose namespace is used
 * @param apply a line of shell; {@code $LAB} is the lab's folder, {@code $INJECTOR} starts an
 *     injector, {@code $OLDER_AGENT} starts an {@link OlderAgent}
 * @param undo likewise
 * @param remembers whether it keeps state, so that it is installed again after the proof
 */
public record FaultStep(String node, String apply, String undo, boolean remembers) {
  static final String HTTPS = "-p tcp --dport 443 ";
  public static final String NAMES_THE_SITE =
      HTTPS + "-m string --algo bm --string " + LabSite.NAME;
  public static final String RESET = " -j REJECT --reject-with tcp-reset";
  static final String DROP = " -j DROP";

  private static final int QUEUE = 7;
  private static final String TO_QUEUE = " -j NFQUEUE --queue-num " + QUEUE + " --queue-bypass";

  /** A first record of a handshake, of the version every ClientHello's record has. */
  static final String ANY_HELLO =
      HTTPS + "-m string --algo bm --hex-string '|160301|' --from 40 --to 84";

  FaultStep(String node, String apply, String undo) {
    this(node, apply, undo, /* remembers= */ false);
  }

  FaultStep remembering() {
    return new FaultStep(node, apply, undo, /* remembers= */ true);
  }

  /** A rule in the FORWARD chain of a router. */
  static FaultStep forward(String router, String rule) {
    return rule(router, "FORWARD", rule);
  }

  static FaultStep rule(String node, String chain, String rule) {
    return new FaultStep(
        node, "iptables -w -A " + chain + " " + rule, "iptables -w -D " + chain + " " + rule);
  }

  /** The same about IPv6. */
  static FaultStep ruleOfSix(String node, String chain, String rule) {
    return new FaultStep(
        node, "ip6tables -w -A " + chain + " " + rule, "ip6tables -w -D " + chain + " " + rule);
  }

  /** A redirection of connections, in the chain where they arrive or begin. */
  static FaultStep redirect(String node, String chain, String rule) {
    return new FaultStep(
        node,
        "iptables -w -t nat -A " + chain + " " + rule,
        "iptables -w -t nat -D " + chain + " " + rule);
  }

  /**
   * An injector at a router receives the forwarded packets of a rule.
   *
   * @param orders in the form of the injector's {@code Orders}
   */
  static FaultStep inject(String router, String rule, String orders) {
    return inject(router, rule, orders, List.of("iptables"));
  }

  /** The same with the packets of both address families. */
  static FaultStep injectBoth(String router, String rule, String orders) {
    return inject(router, rule, orders, List.of("iptables", "ip6tables"));
  }

  private static FaultStep inject(String router, String rule, String orders, List<String> tables) {
    return new FaultStep(router, injecting(rule, orders, tables), notInjecting(rule, tables));
  }

  private static String queueing(List<String> tables, String how, String rule) {
    return tables.stream()
        .map(table -> table + " -w " + how + " FORWARD " + rule + TO_QUEUE)
        .collect(Collectors.joining(" && "));
  }

  private static String injecting(String rule, String orders, List<String> tables) {
    return """
    $INJECTOR queue=%d %s >$LAB/injector.log 2>&1 </dev/null &
    echo $! >$LAB/injector.pid
    for turn in $(seq 100); do grep -q ready $LAB/injector.log && break; sleep 0.1; done
    cat $LAB/injector.log
    grep -q ready $LAB/injector.log && %s\
    """
        .formatted(QUEUE, orders, queueing(tables, "-A", rule));
  }

  private static String notInjecting(String rule, List<String> tables) {
    return """
    %s
    pid=$(cat $LAB/injector.pid) && kill $pid && while kill -0 $pid 2>/dev/null; do sleep 0.1; done\
    """
        .formatted(queueing(tables, "-D", rule));
  }

  /** The environment of the programs of a vantage's host. */
  static FaultStep environment(String vantage, String variables) {
    var file = "$LAB/environment-" + vantage;
    return new FaultStep(vantage, "echo 'export " + variables + "' >" + file, ": >" + file);
  }

  /** The vantage's agent is of an older build; {@code $2} and on are the arguments of the agent. */
  static FaultStep olderAgent(String vantage) {
    var file = "$LAB/environment-" + vantage;
    return new FaultStep(
        vantage,
        "printf 'shift; set -f; set -- %s \"$@\"\\n' \"$OLDER_AGENT\" >" + file,
        ": >" + file);
  }

  /** A host trusts an unused authority instead of the common one. */
  static FaultStep trustAnother(String vantage) {
    var copy = "cd $LAB/certificates && cp %s ca-" + vantage + ".pem";
    return new FaultStep(vantage, copy.formatted("ca-other.pem"), copy.formatted("ca.pem"));
  }

  /** A proxy at a node intercepts connections with its own certificates for the sites. */
  static FaultStep resigningProxy(String node) {
    var home = "$LAB/proxy-" + node;
    return new FaultStep(
        node,
        "mkdir -p %s && cp $LAB/proxy.conf %s/nginx.conf && nginx -p %s/ -c nginx.conf -e error.log"
            .formatted(home, home, home),
        "kill $(cat " + home + "/nginx.pid)");
  }

  /** The origin's nginx serves another variant of {@link LabSite}. */
  static FaultStep serve(String variant) {
    return new FaultStep("origin", site(variant), site(LabSite.ORDINARY));
  }

  private static String site(String variant) {
    return "cd $LAB/origin && cp variants/"
        + variant
        + ".conf site.conf && kill -HUP $(cat nginx.pid)";
  }

  /** The origin's process is stopped: its kernel accepts, and that is all. */
  static FaultStep stall() {
    return new FaultStep("origin", signalWorkers("STOP"), signalWorkers("CONT"));
  }

  private static String signalWorkers(String signal) {
    return "pkill -" + signal + " -P $(cat $LAB/origin/nginx.pid)";
  }

  /** A network's resolver answers by itself for these lines of unbound's configuration. */
  static FaultStep resolver(LabVantage place, String lines) {
    return unbound(place.access(), place.resolver(), lines, "");
  }

  /** The zone's own server has another answer for the shop. */
  static FaultStep zone(String lines) {
    return wholeZone(Resolvers.zoneData(lines));
  }

  /** The zone's own server has this answer for every name. */
  static FaultStep wholeZone(String lines) {
    return unbound("sites", Topology.ZONE, lines, Resolvers.zoneData());
  }

  private static FaultStep unbound(String node, String address, String lines, String ordinary) {
    return new FaultStep(node, local(address, lines), local(address, ordinary));
  }

  private static String local(String address, String lines) {
    var home = "$LAB/unbound-" + address;
    return "cat >"
        + home
        + "/local.conf <<'END'\n"
        + lines
        + "END\nkill -HUP $(cat "
        + home
        + "/pid)";
  }
}
