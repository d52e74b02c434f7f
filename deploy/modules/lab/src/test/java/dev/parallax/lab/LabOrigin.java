package dev.parallax.lab;

import dev.parallax.peer.PeerLoop;
import dev.parallax.peer.TlsOrigin;
import dev.parallax.stage.Authority;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The site of the lab: HTTPS on every address, until its standard input ends. */
final class LabOrigin {
  static final int PORT = 443;

  private LabOrigin() {}

  /** Takes its name, and the file to write its authority's certificate to. */
  public static void main(String[] args) throws Exception {
    var now = Instant.now();
    var authority = new Authority(now);
    var identity =
        authority.issue(args[0], now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)));
    Files.writeString(Path.of(args[1]), authority.pem());
    try (var loop = new PeerLoop()) {
      var _ =
          TlsOrigin.start(loop, new InetSocketAddress(PORT), identity, Map.of(), Clock.systemUTC());
      System.out.println("ready");
      var _ = System.in.read();
    }
  }
}
