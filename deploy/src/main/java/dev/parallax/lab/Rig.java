package dev.parallax.lab;

import dev.parallax.stage.Fleet;
import dev.parallax.stage.Member;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that runs: the namespaces, the servers in them, the coordinator and the agents. */
final class Rig {
  static final Duration SHORT = Duration.ofSeconds(20);
  private static final Duration READY = Duration.ofMinutes(2);
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final String STEP_TIMEOUT = "2s";
  private static final String CONTROL_NAME = "www.innocuous.example";

  private final Namespaces namespaces;
  private final Servers servers;
  private final Certificates certificates;
  private final Fleet fleet;
  private final Path folder;

  Rig(Namespaces namespaces, Processes processes, Programs programs, Path folder, Clock clock) {
    this.namespaces = namespaces;
    this.folder = folder;
    this.servers = new Servers(namespaces, processes, folder);
    this.certificates = new Certificates(folder.resolve("certificates"), clock.instant());
    this.fleet = new Fleet(programs, processes, namespaces.in("control"), folder, READY, clock);
  }

  void start() throws StageFailure, InterruptedException, IOException, GeneralSecurityException {
    namespaces.up();
    certificates.write();
    servers.start();
    for (var place : Place.ALL) {
      Proof.curl(place.name(), Proof.WORKS).check(this);
      Proof.dig(place, Topology.ORIGIN).check(this);
    }
    fleet.start(serving(), Place.ALL.stream().map(this::member).toList());
    servers.checkAlive();
  }

  private List<String> serving() {
    var options =
        new ArrayList<>(
            List.of(
                "--listen",
                Topology.CONTROL + ":7443",
                "--ca-bundle",
                certificates.bundle().toString(),
                "--control-sni",
                CONTROL_NAME,
                "--neutral",
                "https://" + Site.NEUTRAL_NAME));
    Topology.REFERENCES.keySet().stream()
        .sorted()
        .forEach(site -> options.addAll(List.of("--reference", "https://" + site)));
    return options;
  }

  private Member member(Place place) {
    return new Member(
        place.name(),
        place.labels(),
        List.of(
            "--resolver",
            place.resolver() + ":53",
            "--ca-bundle",
            certificates.bundle().toString(),
            "--opt-in",
            "ttl_walk",
            "--opt-in",
            "real_sni_at_neutral"),
        namespaces.in(place.name()));
  }

  /** Runs a line of shell at a node; {@code $LAB} is the lab's folder. */
  Shell shell(String node, String line) throws StageFailure, InterruptedException {
    return namespaces.shell(node, "LAB='" + folder + "'\n" + line, SHORT);
  }

  /** Acts a scenario out: fault, proof, sweep; afterwards all is as before. */
  Outcome act(Scenario scenario) throws StageFailure, InterruptedException, IOException {
    var done = new ArrayList<Step>();
    try {
      for (var step : scenario.fault()) {
        done.add(step);
        shell(step.node(), step.apply()).orFail(step.node() + ": " + step.apply());
      }
      for (var proof : scenario.proofs()) {
        proof.check(this);
      }
      return sweep(scenario);
    } finally {
      undo(done.reversed());
      servers.checkAlive();
    }
  }

  /** All of them, whatever becomes of one. */
  private void undo(List<Step> steps) throws StageFailure, InterruptedException {
    var troubles = new ArrayList<String>();
    for (var step : steps) {
      var undone = shell(step.node(), step.undo());
      if (undone.exit() != 0) {
        troubles.add(step.node() + ": " + step.undo() + ": " + undone.said().strip());
      }
    }
    if (!troubles.isEmpty()) {
      throw new StageFailure("could not undo " + String.join("; ", troubles));
    }
  }

  private Outcome sweep(Scenario scenario) throws StageFailure, InterruptedException, IOException {
    var report = folder.resolve(scenario.name() + ".json");
    fleet.sweep(
        List.of("https://" + Site.NAME),
        List.of(
            "--from",
            "all",
            "--inside",
            Place.INSIDE,
            "--timeout",
            STEP_TIMEOUT,
            "-o",
            "text=" + folder.resolve(scenario.name() + ".txt")),
        DEADLINE,
        report);
    return Outcome.read(scenario, report);
  }
}
