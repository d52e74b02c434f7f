package dev.parallax.bench.fault;

import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The rounds of one fleet, one after another, in a random order of their faults. */
final class FaultLane {
  /** Of a round that a busy machine spoils. */
  private static final int ATTEMPTS = 5;

  private final String name;
  private final FleetStart start;
  private final List<FaultKind> rounds;
  private final Chance chance;
  private final FaultTable table;

  /** Starts the fleet of a lane. */
  @FunctionalInterface
  interface FleetStart {
    FaultFleet start() throws StageFailure, IOException, InterruptedException;
  }

  /**
   * @param rounds a fault for each round
   */
  FaultLane(
      String name, FleetStart start, List<FaultKind> rounds, Chance chance, FaultTable table) {
    this.name = name;
    this.start = start;
    this.rounds = List.copyOf(rounds);
    this.chance = chance;
    this.table = table;
  }

  /**
   * Starts the fleet and runs all rounds; prints a line for each on standard error.
   *
   * @throws StageFailure when the fleet does not work without a fault, or not again after it
   */
  void run() throws StageFailure, IOException, InterruptedException {
    var fleet = start.start();
    var round = new FaultRound(fleet);
    round.measureUndisturbed();
    for (int number = 1; number <= rounds.size(); number++) {
      var fault = rounds.get(number - 1);
      long begin = System.nanoTime();
      var result = result(fleet, round, fault);
      System.err.printf(
          Locale.ROOT,
          "faults: %s %d of %d, %s, %.1f s: %s%n",
          name,
          number,
          rounds.size(),
          fault.name(),
          Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3,
          result);
    }
  }

  /** Choices of a round do not depend on how many an earlier round made. */
  private String result(FaultFleet fleet, FaultRound round, FaultKind fault)
      throws StageFailure, IOException, InterruptedException {
    var own = chance.split();
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        var finding = round.with(fault.disturbance(), own.split());
        if (finding.isPresent()) {
          table.add(fault.name(), finding.get());
          return finding.get().toString();
        }
        System.err.println("faults: again, this machine was too busy: " + fault.name());
      }
      throw new StageFailure("this machine was too busy " + ATTEMPTS + " times");
    } catch (StageFailure failed) {
      table.addFailure(fault.name());
      fleet.startAfresh();
      fleet.awaitReady();
      return "no verdict: " + failed.getMessage();
    }
  }
}
