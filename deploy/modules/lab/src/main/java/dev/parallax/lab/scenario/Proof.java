package dev.parallax.lab.scenario;

import dev.parallax.lab.net.Ipv6Addresses;
import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.NodeShell;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.servers.LabSite;
import dev.parallax.stage.StageFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The proof that a fault is present at a node, or absent, by a third-party tool.
 *
 * @param node the node that runs the command
 * @param command a line of shell
 * @param shows a regular expression that its output must match
 */
public record Proof(String node, String command, String shows) {
  public static final String WORKS = "status 200";
  static final String HANDSHAKES = "Cipher is [A-Z]";
  static final String RESET = "reset by peer|SSL_ERROR_SYSCALL|Connection reset";
  static final String TIMES_OUT = "timed out|Connection timeout";
  static final String REFUSED = "Connection refused|Couldn't connect|Failed to connect";
  private static final int TURNS = 12;

  /** An HTTPS request to the site at its usual address. */
  public static Proof curl(String node, String shows) {
    return curl(node, Topology.ORIGIN, shows);
  }

  static Proof curl(String node, String address, String shows) {
    return new Proof(node, request(LabSite.NAME, address), shows);
  }

  /** Without TLS, at port 80. */
  static Proof plain(String node, String shows) {
    return new Proof(
        node,
        "curl -sS -m 3 http://" + Topology.ORIGIN + "/ -o /dev/null -w 'status %{http_code}' 2>&1",
        shows);
  }

  static Proof ping(String node, String shows) {
    return new Proof(node, "ping -q -c 60 -i 0.02 -W 1 " + Topology.ORIGIN, shows);
  }

  /** The same, with a name no policy is about. */
  static Proof otherName(String node, String shows) {
    return new Proof(
        node,
        "openssl s_client -connect "
            + Topology.ORIGIN
            + ":443 -servername www.innocuous.example </dev/null 2>&1 | grep -aE"
            + " 'errno|:error:|Cipher is'",
        shows);
  }

  /** A ClientHello of two packets, by its offered protocols. */
  static Proof bigHello(String node, String shows) {
    return new Proof(
        node,
        "long=$(printf 'x%.0s' $(seq 250)); timeout 3 openssl s_client -connect "
            + Topology.ORIGIN
            + ":443 -servername "
            + LabSite.NAME
            + " -alpn http/1.1,$long,$long,$long,$long,$long,$long,$long </dev/null 2>&1"
            + " | grep -aE 'errno|:error:|Cipher is' || echo nothing came",
        shows);
  }

  /** The stapled response of the server. */
  static Proof staple(String node, String shows) {
    return new Proof(
        node,
        "openssl s_client -status -connect "
            + Topology.ORIGIN
            + ":443 -servername "
            + LabSite.NAME
            + " </dev/null 2>&1",
        shows);
  }

  /** Requests in a row. */
  static Proof curls(String node, int count, String shows) {
    var answer = request(LabSite.NAME, Topology.ORIGIN);
    return new Proof(
        node, "for turn in $(seq " + count + "); do " + answer + "; echo; done", shows);
  }

  /** An HTTPS request over IPv6. */
  static Proof curlSix(String node, String shows) {
    return new Proof(
        node, request(LabSite.NAME, "[" + Ipv6Addresses.of(Topology.ORIGIN) + "]"), shows);
  }

  /** An HTTPS request for a WebSocket upgrade. */
  static Proof webSocket(String node, String shows) {
    var asking =
        "-H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13'"
            + " -H 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='";
    var request = request(LabSite.NAME, Topology.ORIGIN);
    return new Proof(node, request.replace("/ -o", "/socket " + asking + " -o"), shows);
  }

  /** The packets of both ends, as captured at the first. */
  static Proof packets(String node, String request, String shows) {
    return new Proof(
        node,
        "timeout 3 tcpdump -nvl -i any 'tcp port 443' 2>/dev/null & sleep 1; " + request + "; wait",
        shows);
  }

  /** The command of {@link #curl}. */
  static String request() {
    return request(LabSite.NAME, Topology.ORIGIN);
  }

  /** With the versions and ciphers of browsers only. */
  static Proof asBrowsersOffer(String node, String shows) {
    return new Proof(
        node,
        "openssl s_client -connect "
            + Topology.ORIGIN
            + ":443 -min_protocol TLSv1.2 -cipher ECDHE+AESGCM:ECDHE+CHACHA20 -servername "
            + LabSite.NAME
            + " </dev/null 2>&1",
        shows);
  }

  /** With these key exchange groups only. */
  static Proof offering(String node, String groups, String shows) {
    return new Proof(
        node,
        "openssl s_client -connect "
            + Topology.ORIGIN
            + ":443 -groups "
            + groups
            + " -servername "
            + LabSite.NAME
            + " </dev/null 2>&1",
        shows);
  }

  static Proof reference(String node, String shows) {
    var site = "one.reference.example";
    return new Proof(
        node, request(site, Objects.requireNonNull(Topology.REFERENCES.get(site))), shows);
  }

  private static String request(String name, String address) {
    return "curl -sS -m 3 --cacert $LAB/certificates/ca.pem --resolve %s:443:%s https://%s/ -o /dev/null -w 'status %%{http_code}' 2>&1"
        .formatted(name, address, name);
  }

  /** The answer of a resolver at this address for the site, over this transport of dig. */
  static Proof digAt(LabVantage place, String resolver, String transport, String shows) {
    return new Proof(
        place.name(),
        "dig +time=2 +tries=1 " + transport + " @" + resolver + " " + LabSite.NAME + " A",
        shows);
  }

  /** The same without validation. */
  static Proof digUnchecked(LabVantage place, String shows) {
    return digAt(place, place.resolver(), "+cd", shows);
  }

  /** The answer of the vantage's resolver for the site. */
  public static Proof dig(LabVantage place, String shows) {
    return new Proof(
        place.name(),
        "dig +time=2 +tries=1 @" + place.resolver() + " " + LabSite.NAME + " A",
        shows);
  }

  /** Runs the command until its output matches, because servers need a moment for a change. */
  public void check(NodeShell nodes) throws StageFailure, InterruptedException {
    var pattern = Pattern.compile(shows);
    var detail = "";
    for (int turn = 0; turn < TURNS; turn++) {
      detail = nodes.shell(node, command).output();
      if (pattern.matcher(detail).find()) {
        return;
      }
      Thread.sleep(Duration.ofMillis(250));
    }
    throw new StageFailure(
        "not shown at %s: %s%n  wanted: %s%n  said: %s"
            .formatted(node, command, shows, detail.strip()));
  }
}
