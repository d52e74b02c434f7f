package dev.parallax.attack.honest;

import dev.parallax.attack.server.HostileTarget;
import dev.parallax.stage.Authority;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;

/**
 * The targets: two healthy servers and one with an expired certificate; two more servers for mixed
 * sweeps; and the hostile servers.
 *
 * @param port of every server; each has an address of its own
 * @param resolver {@code IP:PORT}
 * @param authorities PEM, of the honest and of the hostile servers
 */
public record HonestSite(int port, String resolver, String authorities, List<HostileTarget> hostile)
    implements AutoCloseable {
  static final List<String> HEALTHY = List.of("one.honest.test", "two.honest.test");
  static final String EXPIRED = "expired.honest.test";
  static final String MIXED_HEALTHY = "healthy.mixed.test";
  static final String MIXED_EXPIRED = "expired.mixed.test";
  private static final String REFERENCE = "reference.honest.test";
  private static final long START_MILLIS = 60_000;

  /** Every host of the honest servers. */
  static final List<String> HOSTS =
      List.of(
          HEALTHY.getFirst(), HEALTHY.getLast(), EXPIRED, MIXED_HEALTHY, MIXED_EXPIRED, REFERENCE);

  public HonestSite {
    hostile = List.copyOf(hostile);
  }

  static boolean isExpired(String host) {
    return host.equals(EXPIRED) || host.equals(MIXED_EXPIRED);
  }

  /** Starts the honest servers as a process, the hostile servers in this process. */
  public static HonestSite start(Processes processes, Path folder)
      throws IOException, GeneralSecurityException, StageFailure, InterruptedException {
    var servers =
        processes.daemon(
            "servers",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=logback-demo.xml",
                "-Djava.library.path=" + System.getProperty("java.library.path"),
                "-cp",
                System.getProperty("java.class.path"),
                HonestServers.class.getName(),
                folder.toString()),
            folder.resolve("servers.log"));
    var addresses = folder.resolve(HonestServers.ADDRESSES);
    for (long waited = 0; !Files.exists(addresses); waited += 100) {
      servers.checkAlive();
      if (waited > START_MILLIS) {
        throw new StageFailure("the honest servers did not start, see " + folder);
      }
      Thread.sleep(100);
    }
    var lines = Files.readAllLines(addresses);
    int port = Integer.parseInt(lines.getFirst());
    var authority = Authority.named("Hostile servers", Instant.now());
    return new HonestSite(
        port,
        lines.getLast(),
        Files.readString(folder.resolve(HonestServers.AUTHORITY)) + authority.pem(),
        HostileTarget.all(authority, port));
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

  @Override
  public void close() {
    hostile.forEach(HostileTarget::close);
  }
}
