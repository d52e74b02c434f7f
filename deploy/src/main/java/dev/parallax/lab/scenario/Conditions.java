package dev.parallax.lab.scenario;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.stage.StageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a run.
 *
 * @param insideDropped whether the vantage on the origin's LAN takes no part
 * @param lossPercent of the packets at a transit router, in each direction
 * @param offline a vantage without a running agent
 */
public record Conditions(boolean insideDropped, int lossPercent, Optional<String> offline) {
  public static final Conditions ORDINARY = new Conditions(false, 0, Optional.empty());

  /** Without a condition, and with each condition alone. */
  public static final List<Conditions> EACH =
      List.of(
          ORDINARY,
          new Conditions(true, 0, Optional.empty()),
          new Conditions(false, 0, Optional.of("us-f")),
          new Conditions(false, 3, Optional.empty()));

  public Conditions withoutInside() {
    return new Conditions(true, lossPercent, offline);
  }

  public Conditions losing(String percent) throws StageFailure {
    if (!percent.matches("[1-9]|[1-4][0-9]|50")) {
      throw new StageFailure("--loss takes a whole percentage from 1 to 50, got: " + percent);
    }
    return new Conditions(insideDropped, Integer.parseInt(percent), offline);
  }

  public Conditions without(String vantage) throws StageFailure {
    var outside = LabVantage.outside().stream().map(LabVantage::name).toList();
    if (!outside.contains(vantage)) {
      throw new StageFailure("--offline takes one of " + outside + ", got: " + vantage);
    }
    return new Conditions(insideDropped, lossPercent, Optional.of(vantage));
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
    return words.isEmpty() ? "ordinary" : String.join(", ", words);
  }
}
