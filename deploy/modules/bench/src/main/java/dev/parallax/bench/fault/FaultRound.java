package dev.parallax.bench.fault;

import dev.parallax.bench.fault.FaultAgents.Joined;
import dev.parallax.bench.fault.check.EvidenceCheck;
import dev.parallax.bench.fault.check.SendRecords;
import dev.parallax.bench.fault.process.OperatorCommand;
import dev.parallax.bench.fault.process.Signalled;
import dev.parallax.bench.fault.process.Until;
import dev.parallax.cli.client.OperatorLink;
import dev.parallax.cli.client.StoredReport;
import dev.parallax.cli.output.CliException;
import dev.parallax.cli.output.PortAddress;
import dev.parallax.stage.StageFailure;
import dev.parallax.v1.GetSweepRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Sweeps of a fleet, each with at most one fault, and the check of each. */
final class FaultRound {
  private static final Duration SWEEP = Duration.ofMinutes(2);
  private static final Duration SETTLED = Duration.ofSeconds(100);

  /** The operator's command follows a sweep whose coordinator is away for less than a minute. */
  private static final Duration MOST_AWAY = Duration.ofSeconds(45);

  private static final Set<Integer> REPORTED = Set.of(0, 1, 4, 5);

  /**
   * A full store ends the sweep with this error. The operator frees the disk and starts the
   * coordinator again, which closes the sweep.
   */
  private static final String FULL = "the store is full";

  private static final Pattern SWEEP_ID = Pattern.compile("sweep ([0-9a-z-]+):");

  private final FaultFleet fleet;
  private Duration usual = Duration.ZERO;
  private final Set<String> earlier = new HashSet<>();
  private Optional<List<String>> undisturbed = Optional.empty();

  FaultRound(FaultFleet fleet) {
    this.fleet = fleet;
  }

  /** Runs two sweeps without a fault: the first is slower, the second gives verdict and time. */
  void measureUndisturbed() throws StageFailure, IOException, InterruptedException {
    finish(fleet.sweep(fleet.folder().resolve("report.json")));
    long begin = System.nanoTime();
    var sweep = fleet.sweep(fleet.folder().resolve("report.json"));
    var finding = finish(sweep);
    usual = Duration.ofNanos(System.nanoTime() - begin);
    undisturbed = Optional.of(EvidenceCheck.words(stored(id(sweep)).verdicts()));
    if (finding.lost() + finding.duplicated() > 0 || !finding.sameVerdict()) {
      throw new StageFailure("the check fails without a fault: " + finding);
    }
  }

  /**
   * One sweep with a fault at a random time of it.
   *
   * @return empty where the sweep has no verdict and this machine had no CPU for the programs
   *     within the time limits of the product
   */
  Optional<EvidenceCheck.Finding> with(Disturbance fault, Chance chance)
      throws StageFailure, IOException, InterruptedException {
    fleet.operatorCalls(chance.below(fleet.size()));
    fleet.startAfresh();
    fault.prepare(fleet, chance);
    fleet.awaitReady();
    forget();
    var sweep = fleet.sweep(fleet.folder().resolve("report.json"));
    Until.holds("the sweep starts: " + sweep.err(), SWEEP, () -> started(sweep));
    try {
      chance.pause(usual);
      var away = away(fault, chance);
      return result(sweep, away.compareTo(MOST_AWAY) > 0);
    } finally {
      fault.restore(fleet);
    }
  }

  /** The time from the fault until every coordinator serves. */
  private Duration away(Disturbance fault, Chance chance)
      throws StageFailure, IOException, InterruptedException {
    long begin = System.nanoTime();
    fault.disturb(fleet, chance);
    if (fleet.coordinators().stream().allMatch(Signalled::isAlive)) {
      fleet.awaitServing();
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private Optional<EvidenceCheck.Finding> result(OperatorCommand sweep, boolean starved)
      throws StageFailure, IOException, InterruptedException {
    try {
      return Optional.of(finish(sweep));
    } catch (StageFailure failed) {
      if (starved) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private void forget() throws IOException {
    for (var agent : fleet.agents()) {
      agent.records().read();
      agent.records().clear();
    }
  }

  private static boolean started(OperatorCommand sweep) throws StageFailure {
    if (!sweep.isRunning()) {
      throw new StageFailure("the sweep ended at once: " + sweep.err());
    }
    return SWEEP_ID.matcher(sweep.err()).find();
  }

  /** Waits for the verdict and for an answer to every observation, and checks all sweeps. */
  private EvidenceCheck.Finding finish(OperatorCommand sweep)
      throws StageFailure, IOException, InterruptedException {
    int exit = sweep.await(SWEEP);
    boolean full = sweep.err().contains(FULL);
    if (full) {
      fleet.owner().restart(Map.of());
      Until.holds(
          "the sweep is closed",
          SWEEP,
          () -> readNow(id(sweep)).filter(StoredReport::complete).isPresent());
    }
    earlier.add(id(sweep));
    Until.holds("every observation has an answer", SETTLED, this::settled);
    if (!full && !REPORTED.contains(exit)) {
      throw new StageFailure("exit code " + exit + ": " + sweep.err());
    }
    checkOtherSweeps();
    var report = stored(id(sweep));
    var printed = full ? Optional.<List<String>>empty() : Optional.of(printed(sweep));
    return EvidenceCheck.of(report, records(), printed, undisturbed);
  }

  private boolean settled() throws StageFailure {
    for (var agent : fleet.agents()) {
      try {
        agent.records().read();
      } catch (IOException unreadable) {
        throw new StageFailure(agent.name() + ": " + unreadable.getMessage());
      }
    }
    return records().stream().allMatch(SendRecords::settled);
  }

  /** No agent measured for a sweep that the operator did not start. */
  private void checkOtherSweeps() throws StageFailure {
    var unknown = new TreeSet<String>();
    records().forEach(agent -> unknown.addAll(agent.sweeps()));
    unknown.removeAll(earlier);
    if (!unknown.isEmpty()) {
      throw new StageFailure("observations of sweeps that the operator did not start: " + unknown);
    }
  }

  private List<SendRecords> records() {
    return fleet.agents().stream().map(Joined::records).toList();
  }

  /** The results that the command printed. */
  private static List<String> printed(OperatorCommand sweep) {
    return sweep.out().lines().filter(line -> line.contains("\"trial\"")).toList();
  }

  private static String id(OperatorCommand sweep) throws StageFailure {
    var found = SWEEP_ID.matcher(sweep.err());
    if (!found.find()) {
      throw new StageFailure("no id of a sweep: " + sweep.err());
    }
    return found.group(1);
  }

  /** Waits for the coordinator, which may still start after a fault. */
  private StoredReport stored(String sweep) throws StageFailure, InterruptedException {
    var read = new AtomicReference<Optional<StoredReport>>(Optional.empty());
    Until.holds(
        "the coordinator answers",
        SWEEP,
        () -> {
          read.set(readNow(sweep));
          return read.get().isPresent();
        });
    return read.get().orElseThrow();
  }

  /** The stored sweep; empty while the coordinator does not answer. */
  private Optional<StoredReport> readNow(String sweep) {
    var data = fleet.ownerData();
    try {
      var address = PortAddress.parse(Files.readString(data.resolve("address")));
      try (var link = OperatorLink.open(address, data.resolve("operator"))) {
        var request = GetSweepRequest.newBuilder().setSweepId(sweep).build();
        return Optional.of(StoredReport.of(link.ask(stub -> stub.getSweep(request))));
      }
    } catch (IOException | CliException notYet) {
      return Optional.empty();
    }
  }
}
