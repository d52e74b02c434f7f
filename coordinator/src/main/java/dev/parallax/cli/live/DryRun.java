package dev.parallax.cli.live;

import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.Console;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.v1.PlanSweepResponse;
import dev.parallax.v1.PlannedArm;
import dev.parallax.v1.PlannedVantage;
import dev.parallax.wire.Wire;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Prints the first round of a sweep: vantages, arms, number of handshakes. */
public final class DryRun {
  private static final String READY = "ready";

  private DryRun() {}

  /** Exit code 4 when no vantage is ready: such a sweep would measure nothing. */
  public static int print(PlanSweepResponse plan, Console console) {
    var ready = plan.getVantagesList().stream().filter(DryRun::isReady).count();
    vantages(plan).lines().forEach(console.out()::println);
    console.out().println();
    arms(plan).lines().forEach(console.out()::println);
    console.out().println();
    console.out().println(sum(plan, ready));
    family(plan).ifPresent(console.out()::println);
    if (plan.getMostTrials() > 0) {
      console.out().println(most(plan));
    }
    console
        .out()
        .println(
            "Later rounds depend on what the first shows. Each agent's host decides what may be"
                + " probed when it gets the plan.");
    return ready == 0 ? ExitCode.INCONCLUSIVE.code() : ExitCode.OK.code();
  }

  private static boolean isReady(PlannedVantage planned) {
    return planned.getVantage().getStatus().equals(READY);
  }

  private static AlignedTable vantages(PlanSweepResponse plan) {
    var table = new AlignedTable("VANTAGE", "STATUS", "ROUTE", "LABELS");
    for (var planned : plan.getVantagesList()) {
      var vantage = planned.getVantage().getVantage();
      table.row(
          vantage.getName(),
          planned.getVantage().getStatus(),
          planned.getInside() ? "inside" : "outside",
          AlignedTable.labels(vantage.getLabelsMap()));
    }
    return table;
  }

  private static AlignedTable arms(PlanSweepResponse plan) {
    Map<String, Map<String, Integer>> byTarget = new LinkedHashMap<>();
    for (var arm : plan.getArmsList()) {
      byTarget
          .computeIfAbsent(arm.getTarget(), key -> new LinkedHashMap<>())
          .merge(Wire.arm(arm.getArmValue()).word(), arm.getTrials(), Integer::sum);
    }
    var table = new AlignedTable("TARGET", "ARM", "TRIALS A VANTAGE");
    byTarget.forEach(
        (target, arms) -> arms.forEach((arm, n) -> table.row(target, arm, Integer.toString(n))));
    return table;
  }

  private static String sum(PlanSweepResponse plan, long ready) {
    var each = plan.getArmsList().stream().mapToInt(PlannedArm::getTrials).sum();
    var asked = plan.getAsked() == 0 ? ready : Math.min(ready, plan.getAsked());
    return "Round 1: %d handshakes at each of %d ready vantages, %d in all. Nothing was run."
        .formatted(each, asked, each * asked);
  }

  private static Optional<String> family(PlanSweepResponse plan) {
    var family = Wire.family(plan.getFamilyValue());
    return family == Family.ANY
        ? Optional.empty()
        : Optional.of("Only " + family.title() + " addresses, of targets and references.");
  }

  private static String most(PlanSweepResponse plan) {
    return "All rounds: %d handshakes at most, if everything is asked of everyone. A name with several addresses takes one at each of them."
        .formatted(plan.getMostTrials());
  }
}
