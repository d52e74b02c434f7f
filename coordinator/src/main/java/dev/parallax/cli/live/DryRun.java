package dev.parallax.cli.live;

import dev.parallax.cli.output.AlignedTable;
import dev.parallax.cli.output.Format;
import dev.parallax.cli.output.Outputs;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.report.json.Json;
import dev.parallax.v1.PlanSweepResponse;
import dev.parallax.v1.PlannedArm;
import dev.parallax.v1.PlannedVantage;
import dev.parallax.wire.Wire;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The first round of a sweep and its load at most: vantages, arms, number of handshakes. */
public final class DryRun {
  public static final Set<Format> FORMATS = Set.of(Format.TEXT, Format.JSON);
  private static final String READY = "ready";

  private DryRun() {}

  /** Exit code 4 when no vantage is ready: such a sweep would measure nothing. */
  public static int print(PlanSweepResponse plan, Outputs outputs) {
    outputs.write((format, columns) -> format == Format.JSON ? json(plan) : text(plan));
    return ready(plan) == 0 ? ExitCode.INCONCLUSIVE.code() : ExitCode.OK.code();
  }

  private static long ready(PlanSweepResponse plan) {
    return plan.getVantagesList().stream().filter(DryRun::isReady).count();
  }

  private static String text(PlanSweepResponse plan) {
    var lines = new ArrayList<String>();
    vantages(plan).lines().forEach(lines::add);
    lines.add("");
    arms(plan).lines().forEach(lines::add);
    lines.add("");
    lines.add(sum(plan, ready(plan)));
    family(plan).ifPresent(lines::add);
    if (plan.getMostTrials() > 0) {
      lines.add(most(plan));
    }
    TargetLoad.of(plan).map(DryRun::load).ifPresent(lines::add);
    lines.add(
        "Later rounds depend on what the first shows. Each agent's host decides what may be"
            + " probed when it gets the plan.");
    return String.join("\n", lines) + "\n";
  }

  private static String load(TargetLoad load) {
    return "At most %d handshakes a second at one host, %d in all, with up to 8 addresses for each name."
        .formatted(load.perSecond(), load.handshakes());
  }

  private static String json(PlanSweepResponse plan) {
    var document = Json.object();
    document.put("vantages", plan.getVantagesCount());
    document.put("ready", ready(plan));
    document.put("asked", asked(plan, ready(plan)));
    document.put("firstRoundTrials", trials(plan) * asked(plan, ready(plan)));
    document.put("mostTrials", plan.getMostTrials());
    TargetLoad.of(plan)
        .ifPresent(
            load -> {
              document.put("handshakesPerSecond", load.perSecond());
              document.put("mostHandshakes", load.handshakes());
            });
    TargetLoad.longest(plan)
        .ifPresent(longest -> document.put("longestSeconds", longest.toSeconds()));
    return document + "\n";
  }

  private static int trials(PlanSweepResponse plan) {
    return plan.getArmsList().stream().mapToInt(PlannedArm::getTrials).sum();
  }

  private static long asked(PlanSweepResponse plan, long ready) {
    return plan.getAsked() == 0 ? ready : Math.min(ready, plan.getAsked());
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
    var each = trials(plan);
    var asked = asked(plan, ready);
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
