package dev.parallax.demo;

import dev.parallax.peer.ClosedPort;
import dev.parallax.peer.DnsResponder;
import dev.parallax.peer.Interference;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.Relay;
import dev.parallax.peer.SiteWarmUp;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import dev.parallax.stage.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All targets of the agents: a site for each story, three reference sites, and the resolver of each
 * network. All sites listen on one port, each at an address of its own.
 */
final class DemoServers implements AutoCloseable {
  private static final int PREFERRED_PORT = 8443;
  private static final int ATTEMPTS = 20;
  private static final InetAddress LIE = InetAddress.ofLiteral("127.66.0.1");
  private static final List<String> REFERENCES =
      List.of("one.reference.test", "two.reference.test", "three.reference.test");

  private final PeerLoop loop = new PeerLoop();
  private final List<ClosedPort> closedPorts = new ArrayList<>();
  private final Map<String, InetSocketAddress> resolvers = new HashMap<>();
  private final Authority authority;
  private final List<Story> stories;
  private final Clock clock;
  private final int port;

  private DemoServers(Authority authority, List<Story> stories, Clock clock, int port) {
    this.authority = authority;
    this.stories = stories;
    this.clock = clock;
    this.port = port;
  }

  /**
   * Opens all servers on the usual port, or on another port if an address is in use.
   *
   * @throws IOException if no port is free at all addresses
   */
  static DemoServers open(List<Story> stories, Clock clock)
      throws IOException, GeneralSecurityException {
    var authority = new Authority(clock.instant());
    int port = PREFERRED_PORT;
    for (int attempt = 1; ; attempt++) {
      var world = new DemoServers(authority, stories, clock, port);
      try {
        world.populate();
        return world;
      } catch (IOException taken) {
        world.close();
        if (attempt == ATTEMPTS) {
          throw taken;
        }
        port = anyFreePort();
      }
    }
  }

  private static int anyFreePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private void populate() throws IOException, GeneralSecurityException {
    var origin =
        TlsOrigin.start(
            loop, at("127.200.0.1", 0), fresh("default.example.test"), certificates(), clock);
    for (var story : stories) {
      site(story, origin);
    }
    for (var reference : REFERENCES) {
      Relay.start(loop, at(address(reference), port), origin, Interference.none());
    }
    TlsOrigin.start(loop, at(LIE, port), fresh("portal.network-a.test"), Map.of(), clock);
    for (var place : DemoVantage.ALL) {
      if (!resolvers.containsKey(place.isp())) {
        resolvers.put(
            place.isp(), DnsResponder.start(loop, at(place.resolver(), 0), zone(place.isp())));
      }
    }
  }

  private void site(Story story, InetSocketAddress origin) throws IOException {
    var at = at(address(story.host()), port);
    if (story.scene().listening()) {
      Relay.start(loop, at, origin, story.scene().interference());
    } else {
      closedPorts.add(new ClosedPort(at));
    }
  }

  private Map<String, ServerIdentity> certificates() throws GeneralSecurityException {
    var certificates = new HashMap<String, ServerIdentity>();
    for (var reference : REFERENCES) {
      certificates.put(reference, fresh(reference));
    }
    for (var story : stories) {
      var host = story.host();
      certificates.put(host, story.scene().expired() ? expired(host) : fresh(host));
    }
    return certificates;
  }

  private ServerIdentity fresh(String host) throws GeneralSecurityException {
    return authority.issue(
        host,
        clock.instant().minus(Duration.ofDays(30)),
        clock.instant().plus(Duration.ofDays(60)));
  }

  private ServerIdentity expired(String host) throws GeneralSecurityException {
    return authority.issue(
        host,
        clock.instant().minus(Duration.ofDays(93)),
        clock.instant().minus(Duration.ofDays(3)));
  }

  private Map<String, InetAddress> zone(String isp) {
    var zone = new HashMap<String, InetAddress>();
    REFERENCES.forEach(host -> zone.put(host, address(host)));
    for (var story : stories) {
      var deceived = story.scene().deceived().filter(isp::equals).isPresent();
      zone.put(story.host(), deceived ? LIE : address(story.host()));
    }
    return zone;
  }

  private InetAddress address(String host) {
    int reference = REFERENCES.indexOf(host);
    if (reference >= 0) {
      return InetAddress.ofLiteral("127.101.0." + (reference + 1));
    }
    int story = stories.stream().map(Story::host).toList().indexOf(host);
    return InetAddress.ofLiteral("127.100.0." + (story + 1));
  }

  private static InetSocketAddress at(String address, int port) {
    return at(InetAddress.ofLiteral(address), port);
  }

  private static InetSocketAddress at(InetAddress address, int port) {
    return new InetSocketAddress(address, port);
  }

  /** Handshakes with a reference site, so that no agent meets a cold server. */
  void warmUp() throws IOException {
    var host = REFERENCES.getFirst();
    SiteWarmUp.of(loop, at(address(host), port), host, authority);
  }

  /** The target of a story. */
  String target(Story story) {
    return "https://" + story.host() + ":" + port;
  }

  List<String> references() {
    return REFERENCES.stream().map(host -> "https://" + host + ":" + port).toList();
  }

  /** {@code IP:PORT} of a place's resolver. */
  String resolver(DemoVantage place) {
    var resolver = resolvers.get(place.isp());
    if (resolver == null) {
      throw new IllegalStateException("no resolver in network " + place.isp());
    }
    return resolver.getAddress().getHostAddress() + ":" + resolver.getPort();
  }

  /** The CA of all sites' certificates, as PEM. */
  String authorityPem() throws IOException {
    return authority.pem();
  }

  @Override
  public void close() {
    loop.close();
    for (var closed : closedPorts) {
      closed.close();
    }
  }
}
