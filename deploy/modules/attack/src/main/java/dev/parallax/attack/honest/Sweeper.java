package dev.parallax.attack.honest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.attack.HonestSweep;
import dev.parallax.attack.MixedSweep;
import dev.parallax.attack.server.HostileTarget;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Runs sweeps as an operator does, by the command line, and checks their reports. */
public final class Sweeper {
  private static final Set<String> WITH_SCOPE = Set.of("PATH", "REGION", "VANTAGE");
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Of a step: all processes run on this machine, which the attackers keep busy. */
  private static final String STEP = "15s";

  private static final Duration MIXED_DEADLINE = Duration.ofSeconds(10);
  private static final String TRIALS = "3";
  private static final List<String> FORMATS = List.of("text", "csv", "markdown", "junit", "github");

  private final HonestFleet fleet;
  private final HonestSite site;
  private final Path folder;
  private final AtomicInteger number = new AtomicInteger();

  public Sweeper(HonestFleet fleet, HonestSite site, Path folder) {
    this.fleet = fleet;
    this.site = site;
    this.folder = folder;
  }

  /** Honest vantages, honest targets. */
  public HonestSweep honest() throws InterruptedException {
    long start = System.nanoTime();
    var file = file("honest", "json");
    try {
      fleet
          .fleet()
          .sweep(
              site.honestTargets(),
              List.of("--from", HonestFleet.SELECTOR, "--trials", TRIALS, "--timeout", STEP),
              DEADLINE,
              file);
      long took = System.nanoTime() - start;
      var report = read(file);
      return new HonestSweep(start, took, Optional.of(report), problem(report));
    } catch (StageFailure | IOException failed) {
      return new HonestSweep(start, System.nanoTime() - start, Optional.empty(), firstLine(failed));
    }
  }

  /** Every vantage, including rogue vantages; honest and hostile targets. */
  public MixedSweep mixed() throws InterruptedException {
    var file = file("mixed", "json");
    var options = new ArrayList<>(List.of("--from", "all", "--trials", TRIALS));
    var texts = new ArrayList<Path>();
    for (var format : FORMATS) {
      texts.add(file("mixed", format));
      options.addAll(List.of("-o", format + "=" + texts.getLast()));
    }
    var targets =
        new ArrayList<>(
            List.of(site.target(HonestSite.MIXED_HEALTHY), site.target(HonestSite.MIXED_EXPIRED)));
    site.hostile().stream().map(HostileTarget::host).map(site::target).forEach(targets::add);
    try {
      fleet.fleet().sweep(targets, options, MIXED_DEADLINE, file);
      var report = read(file);
      return new MixedSweep(Optional.of(report), Optional.empty(), texts, mixedProblem(report));
    } catch (StageFailure | IOException failed) {
      return new MixedSweep(Optional.empty(), Optional.empty(), List.of(), firstLine(failed));
    }
  }

  /** With the report from the store. */
  public MixedSweep again(MixedSweep sweep) throws InterruptedException {
    if (sweep.report().isEmpty()) {
      return sweep;
    }
    var file = file("again", "json");
    try {
      var id = sweep.report().get().path("sweepId").asText();
      fleet.fleet().report(id, site.target(HonestSite.MIXED_HEALTHY), file, file("again", "text"));
      return new MixedSweep(
          sweep.report(), Optional.of(read(file)), sweep.texts(), sweep.problem());
    } catch (StageFailure | IOException failed) {
      return new MixedSweep(Optional.empty(), Optional.empty(), sweep.texts(), firstLine(failed));
    }
  }

  private Path file(String kind, String format) {
    return folder.resolve(kind + "-" + number.incrementAndGet() + "." + format);
  }

  private static JsonNode read(Path file) throws IOException {
    return new JsonMapper().readTree(Files.readString(file));
  }

  private String problem(JsonNode report) {
    var problems = new ArrayList<String>();
    int answered = report.path("coverage").path("answered").asInt();
    if (answered != HonestFleet.AGENTS) {
      problems.add(answered + " of " + HonestFleet.AGENTS + " vantages answered");
    }
    for (var host : HonestSite.HEALTHY) {
      var found = verdicts(report, host).findFirst().map(Sweeper::spelled).orElse("no verdict");
      if (!found.startsWith("HEALTHY")) {
        problems.add(host + " is " + found);
      }
    }
    if (!blamesExpiry(report, HonestSite.EXPIRED)) {
      problems.add(HonestSite.EXPIRED + " is not blamed for its certificate");
    }
    return String.join(", ", problems);
  }

  /** A healthy target must have no fault except that of a rogue vantage. */
  private String mixedProblem(JsonNode report) {
    var wrong =
        verdicts(report, HonestSite.MIXED_HEALTHY)
            .filter(verdict -> accusesTheHonest(verdict))
            .map(Sweeper::spelled)
            .toList();
    return wrong.isEmpty() && blamesExpiry(report, HonestSite.MIXED_EXPIRED)
        ? ""
        : "verdicts " + wrong;
  }

  private static boolean accusesTheHonest(JsonNode verdict) {
    var blame = verdict.path("blame").asText();
    return blame.equals("ORIGIN")
        || (WITH_SCOPE.contains(blame)
            && verdict
                .path("scope")
                .path("vantages")
                .valueStream()
                .anyMatch(vantage -> vantage.asText().startsWith("honest-")));
  }

  private boolean blamesExpiry(JsonNode report, String host) {
    return verdicts(report, host).anyMatch(it -> spelled(it).startsWith("ORIGIN O3"));
  }

  private Stream<JsonNode> verdicts(JsonNode report, String host) {
    return report
        .path("targets")
        .valueStream()
        .filter(target -> target.path("target").asText().contains(host))
        .flatMap(target -> target.path("verdicts").valueStream());
  }

  private static String spelled(JsonNode verdict) {
    return verdict.path("blame").asText() + " " + verdict.path("hypothesis").asText();
  }

  private static String firstLine(Exception failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("failed");
  }
}
