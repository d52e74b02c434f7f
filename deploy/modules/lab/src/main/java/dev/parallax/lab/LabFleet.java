package dev.parallax.lab;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Namespaces;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.scenario.FleetSetup;
import dev.parallax.lab.servers.LabCertificates;
import dev.parallax.lab.servers.LabSite;
import dev.parallax.stage.InstalledFleet;
import dev.parallax.stage.Member;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The coordinator and the agents in their namespaces, in one configuration at a time. */
final class LabFleet {
  private static final Duration READY = Duration.ofMinutes(2);
  private static final String CONTROL_NAME = "www.innocuous.example";

  private final Namespaces namespaces;
  private final Processes processes;
  private final Programs programs;
  private final Path folder;
  private final LabCertificates certificates;
  private final List<String> serving;
  private final Clock clock;
  private @Nullable InstalledFleet running;
  private FleetSetup setup = FleetSetup.FULL;

  /**
   * A fleet before its start.
   *
   * @param folder of the lab
   * @param serving options of {@code parallax serve} beyond those of every lab
   */
  LabFleet(
      Namespaces namespaces,
      Processes processes,
      Programs programs,
      Path folder,
      LabCertificates certificates,
      List<String> serving,
      Clock clock) {
    this.serving = List.copyOf(serving);
    this.namespaces = namespaces;
    this.processes = processes;
    this.programs = programs;
    this.folder = folder;
    this.certificates = certificates;
    this.clock = clock;
  }

  /** The processes of the last {@link #start}. */
  InstalledFleet running() {
    return Objects.requireNonNull(running);
  }

  /** Starts the processes, unless they run in this configuration; ends those of another. */
  void start(FleetSetup wanted) throws StageFailure, InterruptedException, IOException {
    if (running != null && wanted.equals(setup)) {
      return;
    }
    var home = folder;
    if (running != null) {
      running.stopAll();
      home = Files.createTempDirectory(folder, "fleet-");
    }
    setup = wanted;
    running = new InstalledFleet(programs, processes, namespaces.in("control"), home, READY, clock);
    running.start(serving(), LabVantage.ALL.stream().map(this::member).toList());
  }

  private List<String> serving() {
    var options =
        new ArrayList<>(
            List.of(
                "--listen",
                Topology.CONTROL + ":7443",
                "--ca-bundle",
                certificates.bundle().toString()));
    if (setup.controls()) {
      options.addAll(controls());
    }
    options.addAll(serving);
    return options;
  }

  private static List<String> controls() {
    var options =
        new ArrayList<>(
            List.of(
                "--control-sni",
                CONTROL_NAME,
                "--neutral",
                "https://" + LabSite.NEUTRAL_NAME,
                "--resolver",
                Topology.PUBLIC_RESOLVER,
                "--resolver",
                "tcp://" + Topology.PUBLIC_RESOLVER));
    Topology.REFERENCES.keySet().stream()
        .sorted()
        .forEach(site -> options.addAll(List.of("--reference", "https://" + site)));
    return options;
  }

  private Member member(LabVantage place) {
    var joining =
        new ArrayList<>(
            List.of(
                "--resolver",
                place.resolver() + ":53",
                "--ca-bundle",
                certificates.bundleOf(place).toString()));
    if (setup.optIns()) {
      joining.addAll(List.of("--opt-in", "ttl_walk", "--opt-in", "real_sni_at_neutral"));
    }
    return new Member(place.name(), place.labels(), joining, hostOf(place));
  }

  /** The environment of the vantage's host, before its programs. */
  private List<String> hostOf(LabVantage place) {
    var host = new ArrayList<>(namespaces.in(place.name()));
    if (!setup.capabilities()) {
      host.addAll(
          List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--"));
    }
    var environment = folder.resolve("environment-" + place.name());
    host.addAll(List.of("sh", "-c", ". " + environment + "; exec \"$@\"", "host"));
    return host;
  }
}
