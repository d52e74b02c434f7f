package dev.parallax.lab;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Namespaces;
import dev.parallax.lab.net.NodeShell;
import dev.parallax.lab.net.Shell;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.results.ScenarioOutcome;
import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.FaultStep;
import dev.parallax.lab.scenario.Proof;
import dev.parallax.lab.scenario.Scenario;
import dev.parallax.lab.servers.LabCertificates;
import dev.parallax.lab.servers.LabServers;
import dev.parallax.stage.DutyCycle;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that runs: the namespaces, the servers in them, the coordinator and the agents. */
final class Rig implements NodeShell {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final String STEP_TIMEOUT = "2s";

  private final Namespaces namespaces;
  private final LabServers servers;
  private final LabCertificates certificates;
  private final LabFleet fleet;
  private final Programs programs;
  private final Path folder;
  private final Clock clock;
  private final FaultCommands faults = new FaultCommands(this);
  private final List<FaultStep> installed = new ArrayList<>();
  private Conditions conditions = Conditions.ORDINARY;

  /**
   * @param serving options of {@code parallax serve} beyond those of every lab
   */
  Rig(
      Namespaces namespaces,
      Processes processes,
      Programs programs,
      Path folder,
      List<String> serving,
      Clock clock) {
    this.clock = clock;
    this.programs = programs;
    this.namespaces = namespaces;
    this.folder = folder;
    this.servers = new LabServers(namespaces, processes, folder);
    this.certificates = new LabCertificates(folder.resolve("certificates"), clock.instant());
    this.fleet =
        new LabFleet(namespaces, processes, programs, folder, certificates, serving, clock);
  }

  void start() throws StageFailure, InterruptedException, IOException, GeneralSecurityException {
    namespaces.up();
    certificates.write();
    for (var place : LabVantage.ALL) {
      Files.createFile(folder.resolve("environment-" + place.name()));
    }
    servers.start();
    for (var place : LabVantage.ALL) {
      Proof.curl(place.name(), Proof.WORKS).check(this);
      Proof.dig(place, Topology.ORIGIN).check(this);
    }
    servers.checkAlive();
  }

  /** Further scenarios run under these conditions; starts the fleet. */
  void begin(Conditions harder) throws StageFailure, InterruptedException, IOException {
    conditions = harder;
    Files.createDirectories(folder.resolve(harder.folder()));
    fleet.start(harder.setup());
    if (harder.offline().isPresent()) {
      fleet.running().stop(harder.offline().get());
    }
  }

  void end() throws StageFailure, InterruptedException {
    if (conditions.offline().isPresent()) {
      fleet.running().restart(conditions.offline().get());
    }
  }

  /**
   * Runs a line of shell at a node, with the variables that the commands of {@link FaultStep} use.
   */
  @Override
  public Shell shell(String node, String line) throws StageFailure, InterruptedException {
    var variables =
        "LAB='%s'\nINJECTOR='%s'\nOLDER_AGENT='%s'\n".formatted(folder, injector(), olderAgent());
    return namespaces.shell(node, variables + line, Namespaces.SHORT);
  }

  /** The command that starts an injector; its orders follow. */
  String injector() {
    return programs.target().resolve("parallax-agent/runtime/bin/java")
        + " -Xmx32m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED"
        + " -cp "
        + programs.modules()
        + " dev.parallax.lab.injector.Injector";
  }

  /** The command that starts {@link OlderAgent} as the agent starts; the agent's words follow. */
  private String olderAgent() {
    return String.join(" ", programs.onTheAgent(OlderAgent.class));
  }

  /** Acts a scenario out: fault, proof, sweep; afterwards all is as before. */
  ScenarioOutcome act(Scenario scenario) throws StageFailure, InterruptedException, IOException {
    var done = new ArrayList<FaultStep>();
    try {
      var outcome = play(scenario, done);
      clear(scenario, done);
      return outcome;
    } catch (StageFailure first) {
      clearAfter(first, scenario, done);
      throw first;
    }
  }

  /**
   * Installs the fault of a scenario and proves it; {@link #repair} removes it.
   *
   * @return the end of its installation
   */
  Instant install(Scenario scenario) throws StageFailure, InterruptedException {
    faults.apply(scenario.fault(), installed);
    restart(scenario);
    var installedAt = clock.instant();
    faults.prove(scenario.proofs());
    return installedAt;
  }

  /** Removes the fault that {@link #install} has installed, also in part. */
  void repair(Scenario scenario) throws StageFailure, InterruptedException {
    clear(scenario, installed);
  }

  private ScenarioOutcome play(Scenario scenario, List<FaultStep> done)
      throws StageFailure, InterruptedException, IOException {
    faults.apply(scenario.fault(), done);
    restart(scenario);
    faults.prove(scenario.proofs());
    faults.forget(scenario.fault());
    faults.apply(conditions.steps(), done);
    return sweep(scenario);
  }

  private void clear(Scenario scenario, List<FaultStep> done)
      throws StageFailure, InterruptedException {
    var steps = List.copyOf(done.reversed());
    done.clear();
    faults.undo(steps);
    restart(scenario);
    servers.checkAlive();
  }

  /** A step that cannot be reverted because it never ran is no error. */
  private void clearAfter(StageFailure first, Scenario scenario, List<FaultStep> done)
      throws InterruptedException {
    try {
      clear(scenario, done);
    } catch (StageFailure further) {
      first.addSuppressed(further);
    }
  }

  private void restart(Scenario scenario) throws StageFailure, InterruptedException {
    for (var name : scenario.restarted()) {
      if (!conditions.offline().equals(Optional.of(name))) {
        fleet.running().restart(name);
      }
    }
  }

  private ScenarioOutcome sweep(Scenario scenario)
      throws StageFailure, InterruptedException, IOException {
    var reports = folder.resolve(conditions.folder());
    var report = reports.resolve(scenario.name() + ".json");
    var options =
        new ArrayList<>(
            List.of(
                "--timeout",
                STEP_TIMEOUT,
                "-o",
                "text=" + reports.resolve(scenario.name() + ".txt")));
    options.addAll(conditions.selection());
    options.addAll(scenario.ask().options());
    try (var _ = starvation()) {
      fleet.running().sweep(List.of(scenario.ask().target()), options, DEADLINE, report);
    }
    return ScenarioOutcome.read(scenario, report);
  }

  /** The agent of a starved vantage runs for a share of the time until this is closed. */
  private @Nullable DutyCycle starvation() throws StageFailure {
    return conditions.starved().isEmpty()
        ? null
        : new DutyCycle(
            fleet.running().daemon(conditions.starved().get()).process(),
            Conditions.STARVED_PERCENT);
  }
}
