package dev.parallax.bench.fault;

import dev.parallax.bench.fault.process.SmallDisk;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs sweeps with faults and prints one table. Called by {@code deploy/bench faults} with the
 * folder of the distributions and its arguments; exits 1 when an observation was lost or doubled or
 * a verdict differs, 2 on a usage error, 70 when a fleet did not run.
 */
final class Faults {
  private final FaultOptions options;
  private final FaultTable table = new FaultTable();

  private Faults(FaultOptions options) {
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    FaultOptions options;
    try {
      options = FaultOptions.parse(Arrays.asList(args).subList(1, args.length));
    } catch (IllegalArgumentException malformed) {
      System.err.println("bench: " + malformed.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new Faults(options).run(Path.of(args[0]).toAbsolutePath()));
  }

  private int run(Path target) throws IOException, InterruptedException {
    var processes = new Processes();
    // No process may be left after Ctrl-C or SIGTERM either.
    Runtime.getRuntime().addShutdownHook(new Thread(processes::close, "stop"));
    var folder = Files.createTempDirectory("parallax-faults-");
    try (processes;
        var stage = new FaultStage(Programs.in(target), processes)) {
      runLanes(lanes(stage, folder));
      table.print().forEach(System.out::println);
      System.out.println("seed " + options.seed());
      return table.isClean() ? 0 : 1;
    } catch (StageFailure failure) {
      table.print().forEach(System.out::println);
      System.err.println("bench: " + failure.getMessage() + "\nbench: logs are in " + folder);
      return 70;
    }
  }

  private List<FaultLane> lanes(FaultStage stage, Path folder)
      throws IOException, InterruptedException {
    var alone = chosen(ofOneCoordinator());
    var shared = chosen(ProcessFaults.shared().stream());
    var obstacle = stage.postgresObstacle();
    if (obstacle.isPresent() && !shared.isEmpty()) {
      System.out.println("not run, faults of owner, relay and PostgreSQL: " + obstacle.get());
      shared = List.of();
    }
    int weights = Stream.concat(alone.stream(), shared.stream()).mapToInt(FaultKind::weight).sum();
    var chance = new Chance(options.seed());
    var lanes = new ArrayList<FaultLane>();
    if (!alone.isEmpty()) {
      var own = Files.createDirectory(folder.resolve("sqlite"));
      lanes.add(lane("SQLite", () -> FaultFleet.alone(stage, own), alone, weights, chance));
    }
    if (!shared.isEmpty()) {
      var own = Files.createDirectory(folder.resolve("postgresql"));
      lanes.add(lane("PostgreSQL", () -> FaultFleet.shared(stage, own), shared, weights, chance));
    }
    return lanes;
  }

  private static Stream<FaultKind> ofOneCoordinator() {
    var storage =
        SmallDisk.obstacle()
            .map(
                why ->
                    without(why, StorageFaults.all(), fault -> fault.name().contains("disk full")))
            .orElse(StorageFaults.all());
    var clocks =
        ClockFaults.obstacle()
            .map(why -> without(why, ClockFaults.all(), fault -> true))
            .orElse(ClockFaults.all());
    return Stream.of(ProcessFaults.alone(), LinkFaults.all(), storage, clocks, LyingAgents.all())
        .flatMap(List::stream);
  }

  private static List<FaultKind> without(
      String why, List<FaultKind> faults, Predicate<FaultKind> missing) {
    faults.stream()
        .filter(missing)
        .forEach(fault -> System.out.println("not run, " + fault.name() + ": " + why));
    return faults.stream().filter(missing.negate()).toList();
  }

  private FaultLane lane(
      String name, FaultLane.FleetStart fleet, List<FaultKind> faults, int weights, Chance chance) {
    int own = faults.stream().mapToInt(FaultKind::weight).sum();
    int rounds = Math.round((float) options.rounds() * own / weights);
    var plan = FaultPlan.of(faults, rounds, chance);
    return new FaultLane(name, fleet, plan, chance.split(), table);
  }

  private List<FaultKind> chosen(Stream<FaultKind> faults) {
    return faults.filter(fault -> fault.name().contains(options.only())).toList();
  }

  /** Side by side: most of a round is waiting. */
  private static void runLanes(List<FaultLane> lanes) throws StageFailure, InterruptedException {
    var failures = new ConcurrentLinkedQueue<StageFailure>();
    var threads =
        lanes.stream()
            .map(lane -> Thread.ofPlatform().start(() -> runLane(lane, failures)))
            .toList();
    for (var thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
  }

  private static void runLane(FaultLane lane, Queue<StageFailure> failures) {
    try {
      lane.run();
    } catch (StageFailure failed) {
      System.err.println("faults: " + failed.getMessage());
      failures.add(failed);
    } catch (IOException | InterruptedException failed) {
      failures.add(new StageFailure(String.valueOf(failed)));
    }
  }
}
