package dev.parallax.watch.incident;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.FailOn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What the incidents of a target would have been, by the verdicts of stored sweeps. Pure. */
public final class VerdictReplay {
  private VerdictReplay() {}

  /**
   * A stored sweep.
   *
   * @param answered the number of vantages with a result
   */
  public record JudgedSweep(SweepId sweep, Instant at, TargetVerdicts verdicts, int answered) {}

  /** A notice, and the time of the sweep that caused it. */
  public record Sent(Instant at, Notice notice) {}

  /**
   * The notices, oldest first. Looks are not stored, so that two healthy sweeps close an incident.
   *
   * @param past oldest first
   * @param muted whether openings are held back at a time
   */
  public static List<Sent> of(
      String target,
      List<JudgedSweep> past,
      FailOn level,
      double probability,
      Predicate<Instant> muted) {
    var state = TargetState.NEW;
    var sent = new ArrayList<Sent>();
    for (var judgement : past) {
      var event = event(judgement, level, probability);
      var moved = IncidentMachine.next(target, state, event, muted.test(judgement.at()));
      state = moved.state();
      moved.notices().forEach(notice -> sent.add(new Sent(judgement.at(), notice)));
    }
    return sent;
  }

  private static WatchEvent event(JudgedSweep judgement, FailOn level, double probability) {
    var finding = Finding.of(judgement.verdicts(), level, probability, Set.of());
    if (finding.isEmpty() && judgement.verdicts().isWell()) {
      return new WatchEvent.Healthy(judgement.at());
    }
    var failing = new HashSet<VantageId>();
    judgement.verdicts().verdicts().forEach(verdict -> failing.addAll(verdict.explains()));
    failing.removeAll(Finding.belowLevel(judgement.verdicts(), level, probability));
    return new WatchEvent.SweepJudged(
        judgement.at(), judgement.sweep(), finding, judgement.answered(), failing);
  }
}
