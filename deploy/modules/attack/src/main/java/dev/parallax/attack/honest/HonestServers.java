package dev.parallax.attack.honest;

import dev.parallax.attack.server.HostileTarget;
import dev.parallax.peer.DnsResponder;
import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import dev.parallax.stage.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The servers and the resolver of {@link HonestSite}: a process, so that no attacker shares its
 * threads. Ends when its standard input does.
 */
final class HonestServers {
  /** In its folder: port and resolver, one line each. */
  static final String ADDRESSES = "servers.txt";

  /** In its folder: its authority, PEM. */
  static final String AUTHORITY = "servers.pem";

  private HonestServers() {}

  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    try (var loop = new PeerLoop()) {
      start(loop, folder);
      Thread.currentThread().join();
    }
  }

  private static void start(PeerLoop loop, Path folder)
      throws IOException, GeneralSecurityException {
    var authority = new Authority(Instant.now());
    Map<String, InetAddress> zone = new HashMap<>(HostileTarget.zone());
    int port = freePort();
    int number = 1;
    for (var host : HonestSite.HOSTS) {
      var address = InetAddress.ofLiteral("127.210.0." + number++);
      var identity = issue(authority, host, HonestSite.isExpired(host));
      zone.put(host, address);
      TlsOrigin.start(
          loop,
          new InetSocketAddress(address, port),
          identity,
          Map.of(host, identity),
          Clock.systemUTC());
    }
    var resolver =
        DnsResponder.start(
            loop, new InetSocketAddress(InetAddress.ofLiteral("127.210.0.53"), 0), zone);
    Files.writeString(folder.resolve(AUTHORITY), authority.pem());
    var lines =
        List.of(
            Integer.toString(port),
            resolver.getAddress().getHostAddress() + ":" + resolver.getPort());
    var written = Files.write(folder.resolve(ADDRESSES + ".new"), lines);
    Files.move(written, folder.resolve(ADDRESSES), StandardCopyOption.ATOMIC_MOVE);
  }

  private static ServerIdentity issue(Authority authority, String host, boolean expired)
      throws GeneralSecurityException {
    var now = Instant.now();
    var until = expired ? Duration.ofDays(-3) : Duration.ofDays(30);
    return authority.issue(host, now.minus(Duration.ofDays(93)), now.plus(until));
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}
