package dev.parallax.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.lab.scenario.Scenario;
import dev.parallax.lab.watch.WatchResults;
import dev.parallax.lab.watch.WatchTargets;
import dev.parallax.lab.watch.WatchedFault;
import dev.parallax.lab.watch.WatchedIncident;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Faults one after the other, met by a watch of a running coordinator. A fault begins when the
 * pause between two full sweeps of its target is over and no incident is open.
 */
final class WatchRun {
  /** Of the scenarios; each family of single causes is among them. */
  static final List<String> FAULTS =
      List.of(
          "certExpired",
          "uplinkDead",
          "hostDown",
          "sniResetOneRegionTwoNetworks",
          "http502",
          "resolverLiesOneNetworkNxdomain",
          "edgeDropsAllFromOutside",
          "ipDropOneNetwork",
          "serverStallsAfterClientHello",
          "routeMissingOneTransit",
          "zoneNxdomain",
          "edgeRefusesFromOutside");

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration SWEEP_PAUSE = Duration.ofMinutes(5);
  private static final Duration CALM_WITHIN = Duration.ofMinutes(6);
  private static final String API = "http://127.0.0.1:8081/api/v1/";

  private final Rig rig;
  private final Clock clock;
  private final Consumer<String> say;
  private final Path file;

  /**
   * @param file for the results in JSON, written after each fault
   */
  WatchRun(Rig rig, Clock clock, Consumer<String> say, Path file) {
    this.rig = rig;
    this.clock = clock;
    this.say = say;
    this.file = file;
  }

  /** The options of {@code parallax serve} that a run needs. */
  static List<String> serving(Path watchFile) {
    return List.of("--watch", watchFile.toString(), "--http", "8081");
  }

  /** Meets all faults; a fault that cannot be produced does not end the run. */
  WatchResults meet(List<Scenario> scenarios)
      throws StageFailure, InterruptedException, IOException {
    var results = new WatchResults(List.of(), List.of());
    for (var scenario : scenarios) {
      results = after(results, scenario);
      results.write(file);
    }
    return results;
  }

  private WatchResults after(WatchResults results, Scenario scenario)
      throws StageFailure, InterruptedException {
    var faults = new ArrayList<>(results.faults());
    var unacted = new ArrayList<>(results.unacted());
    try {
      var fault = meet(scenario);
      faults.add(fault);
      say.accept(
          "%s  %s: %s"
              .formatted(fault.isMet() ? "right " : "missed", scenario.name(), fault.incidents()));
    } catch (StageFailure failure) {
      unacted.add(scenario.name() + ": " + failure.getMessage());
      say.accept("not acted out  " + scenario.name() + ": " + failure.getMessage());
    }
    return new WatchResults(faults, unacted);
  }

  private WatchedFault meet(Scenario scenario) throws StageFailure, InterruptedException {
    awaitCalm();
    var before = incidents().stream().map(WatchedIncident::id).collect(Collectors.toSet());
    say.accept(scenario.name() + ": " + scenario.description());
    Instant installedAt;
    Instant repairedAt;
    try {
      installedAt = rig.install(scenario);
      var blame = scenario.expected().getFirst().blame().name();
      await(
          installedAt.plus(WatchedFault.OPENED_WITHIN),
          before,
          incidents -> incidents.stream().anyMatch(one -> one.blame().equals(blame)));
    } finally {
      repairedAt = clock.instant();
      rig.repair(scenario);
    }
    var incidents =
        await(
            repairedAt.plus(WatchedFault.CLOSED_WITHIN),
            before,
            found -> found.stream().noneMatch(WatchedIncident::isOpen));
    return new WatchedFault(scenario, installedAt, repairedAt, incidents);
  }

  /** The incidents since {@code before}, oldest first, when they are as wanted or time is up. */
  private List<WatchedIncident> await(
      Instant end, Set<String> before, Predicate<List<WatchedIncident>> wanted)
      throws StageFailure, InterruptedException {
    while (true) {
      var found =
          incidents().reversed().stream().filter(one -> !before.contains(one.id())).toList();
      if (wanted.test(found) || clock.instant().isAfter(end)) {
        return found;
      }
      Thread.sleep(POLL);
    }
  }

  /** No incident is open, and the shop may be swept again. */
  private void awaitCalm() throws StageFailure, InterruptedException {
    var end = clock.instant().plus(CALM_WITHIN);
    while (clock.instant().isBefore(end)) {
      if (incidents().stream().noneMatch(WatchedIncident::isOpen)
          && !lastSweep().plus(SWEEP_PAUSE).isAfter(clock.instant())) {
        return;
      }
      Thread.sleep(POLL);
    }
    throw new StageFailure("an incident is still open: " + incidents());
  }

  private List<WatchedIncident> incidents() throws StageFailure, InterruptedException {
    return WatchedIncident.read(get("incidents?limit=100"));
  }

  private Instant lastSweep() throws StageFailure, InterruptedException {
    try {
      return MAPPER
          .readTree(get("sweeps?limit=100"))
          .path("sweeps")
          .valueStream()
          .filter(
              sweep ->
                  sweep
                      .path("targets")
                      .valueStream()
                      .anyMatch(target -> target.asText().startsWith(WatchTargets.SHOP)))
          .map(sweep -> Instant.parse(sweep.path("startedAt").asText()))
          .max(Instant::compareTo)
          .orElse(Instant.EPOCH);
    } catch (IOException unreadable) {
      throw new StageFailure("expected sweeps as JSON: " + unreadable.getMessage());
    }
  }

  private String get(String path) throws StageFailure, InterruptedException {
    return rig.shell("control", "curl -sSf -m 30 --retry 3 " + API + path)
        .orFail("GET " + path)
        .output();
  }
}
