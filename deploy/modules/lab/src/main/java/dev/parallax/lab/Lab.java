package dev.parallax.lab;

import dev.parallax.lab.net.Namespaces;
import dev.parallax.lab.net.Topology;
import dev.parallax.lab.results.ConfusionMatrix;
import dev.parallax.lab.results.LabResults;
import dev.parallax.lab.results.ResultTable;
import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.ScenarioCatalogue;
import dev.parallax.lab.watch.WatchTargets;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import dev.parallax.stage.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * Called by {@code deploy/lab} with the folder of the distributions and its arguments. Exits with 0
 * when every verdict was right, 1 when not, 2 on a usage error or when the lab could not be
 * started.
 */
final class Lab {
  private final Path target;
  private final Namespaces namespaces;
  private final Processes processes = new Processes();
  private final Clock clock;
  private final Instant start;

  private Lab(Path target, Clock clock) {
    this.target = target;
    this.namespaces = new Namespaces(prefix(target), new Topology());
    this.clock = clock;
    this.start = clock.instant();
  }

  public static void main(String[] args) throws Exception {
    var target = Path.of(args[0]).toAbsolutePath();
    int exit;
    try {
      var order = LabOptions.parse(List.of(args).subList(1, args.length).toArray(String[]::new));
      exit = new Lab(target, Clock.systemUTC()).follow(order);
    } catch (StageFailure failure) {
      System.err.println("lab: " + failure.getMessage());
      exit = 2;
    }
    System.exit(exit);
  }

  /** Labs of different checkouts are independent; a checkout has one lab at a time. */
  private static String prefix(Path target) {
    return String.format(Locale.ROOT, "plx%04x", target.hashCode() & 0xFFFF);
  }

  private int follow(LabOptions order) throws Exception {
    return switch (order.action()) {
      case LIST -> list();
      case DOWN -> down();
      case UP -> up();
      case RUN -> run(order);
      case WATCH -> watch(order);
    };
  }

  private static int list() {
    for (var scenario : ScenarioCatalogue.all()) {
      System.out.printf(
          "%-11s %s: %s%n            expected: %s%n",
          scenario.family().word(),
          scenario.name(),
          scenario.description(),
          scenario.expectedText());
      for (var step : scenario.fault()) {
        System.out.printf(
            "            %s: %s%n", step.node(), step.apply().replace("\n", "\n              "));
      }
    }
    return 0;
  }

  private int down() throws IOException, StageFailure, InterruptedException {
    RunningLab.end(home());
    namespaces.down();
    return 0;
  }

  private Path home() {
    return target.resolve("lab");
  }

  private int up() throws Exception {
    try (var folder = open()) {
      var rig = rig(folder, List.of());
      rig.begin(Conditions.ORDINARY);
      System.out.println(Topology.MAP);
      System.out.println(Hints.text(namespaces, target, folder.path(), rig.injector()));
      say("up; Ctrl-C, or deploy/lab down elsewhere, removes everything");
      new CountDownLatch(1).await();
      return 0;
    } finally {
      remove();
    }
  }

  private int run(LabOptions order) throws Exception {
    List<LabResults> results;
    try (var folder = open()) {
      var rig = rig(folder, List.of());
      results = new LabRun(order, rig, clock, this::say, folder.path()).all();
      say("reports and results.json are in " + folder.path());
    } finally {
      remove();
    }
    results.forEach(Lab::print);
    return results.stream().allMatch(LabResults::allRight) ? 0 : 1;
  }

  private int watch(LabOptions order) throws Exception {
    try (var folder = open()) {
      var watchFile = folder.path().resolve("watch.yaml");
      Files.writeString(watchFile, WatchTargets.file());
      var rig = rig(folder, WatchRun.serving(watchFile));
      rig.begin(Conditions.ORDINARY);
      var file = order.results().orElse(folder.path().resolve("watch.json"));
      var results =
          new WatchRun(rig, clock, this::say, file).meet(order.runs().getFirst().scenarios());
      results.lines().forEach(System.out::println);
      return results.allMet() ? 0 : 1;
    } finally {
      remove();
    }
  }

  private static void print(LabResults results) {
    new ResultTable(results.outcomes()).lines().forEach(System.out::println);
    results
        .unacted()
        .forEach(
            unacted ->
                System.out.println("not acted out: " + unacted.scenario() + ": " + unacted.why()));
    System.out.println();
    ConfusionMatrix.of(results.outcomes()).lines().forEach(System.out::println);
    System.out.println();
    System.out.println(results.summary());
  }

  private WorkFolder open() throws IOException, StageFailure, InterruptedException {
    var folder = WorkFolder.open(home());
    RunningLab.note(folder.path());
    // Nothing may be left after Ctrl-C or SIGTERM either.
    Runtime.getRuntime().addShutdownHook(new Thread(this::removeQuietly, "remove"));
    namespaces.down();
    return folder;
  }

  private Rig rig(WorkFolder folder, List<String> serving) throws Exception {
    say("starting the lab");
    var rig = new Rig(namespaces, processes, Programs.in(target), folder.path(), serving, clock);
    rig.start();
    say("ready");
    return rig;
  }

  private synchronized void remove() throws StageFailure, InterruptedException {
    processes.close();
    namespaces.down();
  }

  private void removeQuietly() {
    try {
      remove();
    } catch (StageFailure | InterruptedException failure) {
      System.err.println("lab: " + failure.getMessage());
    }
  }

  private void say(String what) {
    System.err.printf(
        "lab: %5.1f s  %s%n", Duration.between(start, clock.instant()).toMillis() / 1000.0, what);
  }
}
