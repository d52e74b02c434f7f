package dev.parallax.attribution.nextround;

import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import java.util.List;

/** The vantages whose agents spoilt their trials by their own delay. */
public final class LateAgents {
  private LateAgents() {}

  /**
   * The vantages that repeat their base trials, once in a sweep: a delay of some seconds is no
   * shortage of CPU time. Empty after the repetition.
   */
  public static List<VantageId> toRepeat(Sweep sweep, SweepAnalysis study) {
    var repeated =
        sweep.rounds().stream().anyMatch(round -> round.reasons().contains(RoundReason.AGENT_LATE));
    return repeated
        ? List.of()
        : study.ill().stream()
            .filter(fault -> fault.delay().isPresent())
            .map(fault -> fault.vantage().id())
            .toList();
  }
}
