package dev.parallax.lab;

/**
 * One thing done to make a fault, and how it is undone.
 *
 * @param node in whose namespace
 * @param apply a line of shell; {@code $LAB} is the lab's folder
 * @param undo likewise
 */
record Step(String node, String apply, String undo) {
  static final String HTTPS = "-p tcp --dport 443 ";
  static final String NAMES_THE_SITE = HTTPS + "-m string --algo bm --string " + Site.NAME;
  static final String RESET = " -j REJECT --reject-with tcp-reset";
  static final String DROP = " -j DROP";

  /** A first record of a handshake, of the version every ClientHello's record has. */
  static final String ANY_HELLO =
      HTTPS + "-m string --algo bm --hex-string '|160301|' --from 40 --to 84";

  /** A rule in the FORWARD chain of a router. */
  static Step forward(String router, String rule) {
    return rule(router, "FORWARD", rule);
  }

  static Step rule(String node, String chain, String rule) {
    return new Step(
        node, "iptables -w -A " + chain + " " + rule, "iptables -w -D " + chain + " " + rule);
  }

  /** The origin's nginx serves another variant of {@link Site}. */
  static Step serve(String variant) {
    return new Step("origin", site(variant), site(Site.ORDINARY));
  }

  private static String site(String variant) {
    return "cd $LAB/origin && cp variants/"
        + variant
        + ".conf site.conf && kill -HUP $(cat nginx.pid)";
  }

  /** The origin's process is stopped: its kernel accepts, and that is all. */
  static Step stall() {
    return new Step("origin", signalWorkers("STOP"), signalWorkers("CONT"));
  }

  private static String signalWorkers(String signal) {
    return "pkill -" + signal + " -P $(cat $LAB/origin/nginx.pid)";
  }

  /** The resolver of a network answers by itself for what these lines of unbound say. */
  static Step resolver(Place place, String lines) {
    return unbound(place.access(), place.resolver(), lines, "");
  }

  /** The zone's own server says something else about the shop. */
  static Step zone(String lines) {
    return unbound("sites", Topology.ZONE, Resolvers.zoneData(lines), Resolvers.zoneData());
  }

  private static Step unbound(String node, String address, String lines, String ordinary) {
    return new Step(node, local(address, lines), local(address, ordinary));
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
