package dev.parallax.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parallax.model.value.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Two coordinators that work on one PostgreSQL at the same time, with an agent each. */
final class TwoCoordinators implements AutoCloseable {
  private static final String TRIALS = "20";

  /** Coordinators with agents. */
  private static final String AGENTS = "SELECT count(DISTINCT coordinator) FROM link";

  /** Sent by an agent before a fault. */
  private static final int RESULTS = 10;

  private final String target = "tls://site.test:" + Site.closedPort() + "@127.0.0.1";
  private final Site site;
  private final Program second;
  private final Path otherData;
  private final String otherAddress;
  private final String[] fleet;

  private TwoCoordinators(Site site, Path otherData, String otherAddress, String... fleet) {
    this.site = site;
    this.otherData = otherData;
    this.otherAddress = otherAddress;
    this.fleet = fleet;
    this.second = startSecond();
  }

  /**
   * Both listen, and each has an agent.
   *
   * @param address of the database, as the coordinators reach it
   */
  static TwoCoordinators start(Path folder, DatabaseProcess database, String address)
      throws IOException {
    return start(folder, database, address, database.options());
  }

  /**
   * As {@link #start(Path, DatabaseProcess, String)}.
   *
   * @param more options of both coordinators
   */
  static TwoCoordinators startWith(Path folder, DatabaseProcess database, List<String> more)
      throws IOException {
    return start(folder, database, database.address(), database.options(), more);
  }

  /**
   * As {@link #start(Path, DatabaseProcess, String)}.
   *
   * @param options of the virtual machines of the coordinators
   */
  static TwoCoordinators start(
      Path folder, DatabaseProcess database, String address, List<String> options)
      throws IOException {
    return start(folder, database, address, options, List.of());
  }

  private static TwoCoordinators start(
      Path folder,
      DatabaseProcess database,
      String address,
      List<String> options,
      List<String> more)
      throws IOException {
    var addresses = addresses();
    var first = addresses.getFirst();
    var other = addresses.getLast();
    var all =
        new ArrayList<>(
            List.of("--database", address, "--coordinator", first, "--coordinator", other));
    all.addAll(more);
    var fleet = all.toArray(String[]::new);
    var site = Site.startAt(first, options, folder, fleet);
    var otherData = copyOfTheAuthority(site.data(), folder.resolve("other"));
    var both = new TwoCoordinators(site, otherData, other, fleet);
    try {
      both.awaitAgents(database, other);
      return both;
    } catch (IOException | RuntimeException | AssertionError failed) {
      both.close();
      throw failed;
    }
  }

  /** Two free addresses, of which a1 prefers the first and a2 the second (CoordinatorList). */
  private static List<String> addresses() {
    while (true) {
      var first = "127.0.0.1:" + Site.closedPort();
      var second = "127.0.0.1:" + Site.closedPort();
      if (prefers("a1", first, second) && prefers("a2", second, first)) {
        return List.of(first, second);
      }
    }
  }

  private static boolean prefers(String vantage, String one, String other) {
    return weight(vantage, one).compareTo(weight(vantage, other)) < 0;
  }

  private static String weight(String vantage, String address) {
    return Sha256.of((vantage + " " + address).getBytes(UTF_8)).toString();
  }

  /** Each coordinator has an agent. */
  private void awaitAgents(DatabaseProcess database, String other) throws IOException {
    Await.until("listening: " + second.err(), () -> second.err().contains("listening on "));
    site.agent("a1");
    var joined = site.join(other, site.token("--label", "isp=a2"), "a2");
    assertEquals(0, joined.exit(), joined::toString);
    site.runAgent("a2");
    Await.until("an agent at each coordinator", () -> database.count(AGENTS) == 2);
  }

  Site site() {
    return site;
  }

  Program second() {
    return second;
  }

  /** Starts the second coordinator again. */
  Program startSecond() {
    return site.beside(otherData, otherAddress, fleet);
  }

  Path otherData() {
    return otherData;
  }

  /** A sweep at the first coordinator. */
  Program sweep(Path saved) {
    return site.startParallax(sweepWith("-o", "jsonl", "-o", "json=" + saved));
  }

  /**
   * @param data of the coordinator
   */
  SweepDocument undisturbed(Path data) throws IOException {
    return SweepDocument.of(
        CommandHere.run(
            Program.PARALLAX, sweepWith("-q", "-o", "json", "--data", data.toString())));
  }

  private String[] sweepWith(String... more) {
    var command =
        new ArrayList<>(List.of("sweep", target, "--trials", TRIALS, "--deadline", "60s"));
    command.addAll(List.of(more));
    return command.toArray(String[]::new);
  }

  static void awaitResults(Program sweep, String vantage) {
    Await.until(
        "results of " + vantage + ": " + sweep.err(),
        () ->
            sweep.out().lines().filter(line -> line.contains('"' + vantage + '"')).count()
                >= RESULTS);
  }

  static void checkOnce(SweepDocument report) {
    assertFalse(report.root().path("deadlineHit").asBoolean());
    assertEquals(report.keys().size(), Set.copyOf(report.keys()).size(), "each once");
  }

  /** A data folder with the certificate authority of another one. */
  private static Path copyOfTheAuthority(Path data, Path copy) throws IOException {
    Files.createDirectories(copy.resolve("ca"));
    try (var files = Files.list(data.resolve("ca"))) {
      for (var file : files.toList()) {
        Files.copy(file, copy.resolve("ca").resolve(file.getFileName().toString()));
      }
    }
    return copy;
  }

  @Override
  public void close() {
    second.close();
    site.close();
  }
}
