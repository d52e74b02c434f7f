package dev.parallax.attack;

import dev.parallax.attack.target.HostileTarget;
import dev.parallax.demo.peer.DnsResponder;
import dev.parallax.demo.peer.PeerLoop;
import dev.parallax.demo.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import dev.parallax.stage.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the agents probe: two healthy servers, one with an expired certificate, hostile ones. */
final class HonestSite implements AutoCloseable {
  static final List<String> HEALTHY = List.of("one.honest.test", "two.honest.test");
  static final String EXPIRED = "expired.honest.test";
  private static final String REFERENCE = "reference.honest.test";
  private static final InetAddress SERVER = InetAddress.ofLiteral("127.210.0.1");
  private static final InetAddress RESOLVER = InetAddress.ofLiteral("127.210.0.53");

  private final PeerLoop loop = new PeerLoop();
  private final Authority authority;
  private final List<HostileTarget> hostile;
  private final int port;
  private final InetSocketAddress resolver;

  private HonestSite(Authority authority, int port) throws IOException, GeneralSecurityException {
    this.authority = authority;
    this.port = port;
    var names = new HashMap<String, Identity>();
    var zone = new HashMap<String, InetAddress>();
    for (var host : List.of(HEALTHY.getFirst(), HEALTHY.getLast(), REFERENCE)) {
      names.put(host, issue(host, Duration.ofDays(30)));
      zone.put(host, SERVER);
    }
    names.put(EXPIRED, issue(EXPIRED, Duration.ofDays(-3)));
    zone.put(EXPIRED, SERVER);
    TlsOrigin.start(
        loop,
        new InetSocketAddress(SERVER, port),
        issue("default.honest.test", Duration.ofDays(30)),
        names,
        Clock.systemUTC());
    hostile = HostileTarget.all(authority, port);
    hostile.stream()
        .map(HostileTarget::record)
        .forEach(record -> zone.put(record.getKey(), record.getValue()));
    resolver = DnsResponder.start(loop, new InetSocketAddress(RESOLVER, 0), Map.copyOf(zone));
  }

  static HonestSite start() throws IOException, GeneralSecurityException {
    return new HonestSite(new Authority(Instant.now()), freePort());
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private Identity issue(String host, Duration until) throws GeneralSecurityException {
    var now = Instant.now();
    return authority.issue(host, now.minus(Duration.ofDays(93)), now.plus(until));
  }

  List<String> honestTargets() {
    return List.of(target(HEALTHY.getFirst()), target(HEALTHY.getLast()), target(EXPIRED));
  }

  String reference() {
    return target(REFERENCE);
  }

  String target(String host) {
    return "https://" + host + ":" + port;
  }

  List<HostileTarget> hostile() {
    return hostile;
  }

  /** {@code IP:PORT}. */
  String resolver() {
    return resolver.getAddress().getHostAddress() + ":" + resolver.getPort();
  }

  String authorityPem() throws IOException {
    return authority.pem();
  }

  @Override
  public void close() {
    hostile.forEach(HostileTarget::close);
    loop.close();
  }
}
