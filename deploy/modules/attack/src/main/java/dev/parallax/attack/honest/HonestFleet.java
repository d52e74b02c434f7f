package dev.parallax.attack.honest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.attack.Installation;
import dev.parallax.stage.Daemon;
import dev.parallax.stage.InstalledFleet;
import dev.parallax.stage.Member;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The coordinator, its four honest agents, and a fifth whose key is stolen; all processes. */
public final class HonestFleet {
  static final String SELECTOR = "fleet=honest";
  static final String ROBBED = "robbed";
  public static final int AGENTS = 4;

  /** Small enough that memory pinned by a stranger has an effect. */
  public static final int HEAP_MEGABYTES = 256;

  private static final Duration READY = Duration.ofMinutes(3);
  private static final String BEARER = "an-honest-login-token-of-the-attack";
  private static final String PAGES = "pages on ";
  private static final int ROGUES = 60;

  private final InstalledFleet fleet;
  private final HonestSite site;
  private final Path folder;

  public HonestFleet(Programs programs, Processes processes, HonestSite site, Path folder) {
    this.site = site;
    this.folder = folder;
    this.fleet =
        new InstalledFleet(
            programs,
            processes,
            List.of("env", "PARALLAX_JAVA_OPTS=-Xmx" + HEAP_MEGABYTES + "m"),
            folder,
            READY,
            Clock.systemUTC());
  }

  public void start() throws StageFailure, InterruptedException, IOException {
    Files.writeString(bundle(), site.authorities());
    Files.writeString(
        Files.createFile(
            tokenFile(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
        BEARER);
    var serving =
        List.of(
            "--listen",
            "127.0.0.1:0",
            "--http",
            "127.0.0.1:0",
            "--http-token-file",
            tokenFile().toString(),
            "--reference",
            site.reference(),
            "--own-resolver",
            site.resolver(),
            "--ca-bundle",
            bundle().toString());
    fleet.start(serving, members());
  }

  private List<Member> members() {
    var members =
        new ArrayList<>(
            IntStream.rangeClosed(1, AGENTS)
                .mapToObj(number -> member("honest-" + number, number, "honest"))
                .toList());
    members.add(member(ROBBED, AGENTS + 1, ROBBED));
    return members;
  }

  private Member member(String name, int number, String fleetLabel) {
    return new Member(
        name,
        Map.of(
            "isp",
            "network-" + number,
            "region",
            number % 2 == 0 ? "eu" : "ap",
            "fleet",
            fleetLabel),
        List.of(
            "--bind",
            "127.10.0." + number,
            "--allow",
            "127.0.0.0/8",
            "--resolver",
            site.resolver(),
            "--opt-in",
            "responder",
            "--ca-bundle",
            bundle().toString()),
        List.of());
  }

  public Installation installation(Duration span)
      throws StageFailure, InterruptedException, IOException {
    return new Installation(
        Files.readString(folder.resolve("coordinator/address")).strip(),
        web(),
        BEARER,
        fleet.token(ROGUES),
        folder.resolve(ROBBED),
        folder,
        span);
  }

  private InetSocketAddress web() throws IOException {
    var line =
        Files.readString(log(), UTF_8)
            .lines()
            .filter(it -> it.contains(PAGES))
            .findFirst()
            .orElseThrow(() -> new IOException("no page in " + log()));
    var page = URI.create(line.substring(line.indexOf(PAGES) + PAGES.length()).strip());
    return new InetSocketAddress(page.getHost(), page.getPort());
  }

  InstalledFleet fleet() {
    return fleet;
  }

  public Daemon coordinator() throws StageFailure {
    return fleet.daemon("coordinator");
  }

  public boolean robbedLives() {
    try {
      return fleet.daemon(ROBBED).process().isAlive();
    } catch (StageFailure impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The coordinator's log. */
  public Path log() {
    return folder.resolve("coordinator.log");
  }

  /** How often honest agents connected beyond the first time. */
  public int reconnects() throws IOException {
    long connects =
        Files.readString(log(), UTF_8)
            .lines()
            .filter(line -> line.matches(".*honest-[0-9]+ connected,.*"))
            .count();
    return Math.toIntExact(connects - AGENTS);
  }

  Path bundle() {
    return folder.resolve("ca.pem");
  }

  private Path tokenFile() {
    return folder.resolve("login-token");
  }
}
