package dev.parallax.lab.scenario;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.stage.StageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions of a run.
 *
 * @param insideDropped whether the vantage on the origin's LAN takes no part
 * @param lossPercent of the packets at a transit router, in each direction
 * @param offline a vantage without a running agent
 * @param starved a vantage whose agent runs for {@link #STARVED_PERCENT} of the time during a sweep
 */
public record Conditions(
    boolean insideDropped, int lossPercent, Optional<String> offline, Optional<String> starved) {
  /** The share of a CPU that the agent of a starved vantage gets, in percent. */
  public static final int STARVED_PERCENT = 5;

  public static final Conditions ORDINARY =
      new Conditions(false, 0, Optional.empty(), Optional.empty());

  private static final String LAST_VANTAGE = "us-f";

  /** Without a condition, and with each condition alone. */
  public static final List<Conditions> EACH =
      List.of(
          ORDINARY,
          new Conditions(true, 0, Optional.empty(), Optional.empty()),
          new Conditions(false, 0, Optional.of(LAST_VANTAGE), Optional.empty()),
          new Conditions(false, 3, Optional.empty(), Optional.empty()),
          new Conditions(false, 0, Optional.empty(), Optional.of(LAST_VANTAGE)));

  public Conditions withoutInside() {
    return new Conditions(true, lossPercent, offline, starved);
  }

  public Conditions losing(String percent) throws StageFailure {
    if (!percent.matches("[1-9]|[1-4][0-9]|50")) {
      throw new StageFailure("--loss takes a whole percentage from 1 to 50, got: " + percent);
    }
    return new Conditions(insideDropped, Integer.parseInt(percent), offline, starved);
  }

  public Conditions without(String vantage) throws StageFailure {
    return new Conditions(
        insideDropped, lossPercent, Optional.of(outside("--offline", vantage)), starved);
  }

  public Conditions starving(String vantage) throws StageFailure {
    return new Conditions(
        insideDropped, lossPercent, offline, Optional.of(outside("--starved", vantage)));
  }

  private static String outside(String option, String vantage) throws StageFailure {
    var outside = LabVantage.outside().stream().map(LabVantage::name).toList();
    if (!outside.contains(vantage)) {
      throw new StageFailure(option + " takes one of " + outside + ", got: " + vantage);
    }
    return vantage;
  }

  /** The vantages from which no evidence about the target is expected. */
  List<String> withoutEvidence() {
    return Stream.concat(offline.stream(), starved.stream()).distinct().toList();
  }

  public boolean ordinary() {
    return equals(ORDINARY);
  }

  /** The transit routers lose packets of everything they forward, which the agents' link is not. */
  public List<FaultStep> steps() {
    if (lossPercent == 0) {
      return List.of();
    }
    var chance = " -m statistic --mode random --probability 0.%02d".formatted(lossPercent);
    return List.of(
        FaultStep.forward("t1", chance.strip() + FaultStep.DROP),
        FaultStep.forward("t2", chance.strip() + FaultStep.DROP));
  }

  /** The name of a folder for these conditions; empty without a condition. */
  public String folder() {
    return ordinary() ? "" : toString().replaceAll("[^a-z0-9]+", "-");
  }

  @Override
  public String toString() {
    var words = new ArrayList<String>();
    if (insideDropped) {
      words.add("no inside vantage");
    }
    if (lossPercent > 0) {
      words.add(lossPercent + " % loss");
    }
    offline.ifPresent(name -> words.add(name + " offline"));
    starved.ifPresent(name -> words.add(name + " starved"));
    return words.isEmpty() ? "ordinary" : String.join(", ", words);
  }
}
