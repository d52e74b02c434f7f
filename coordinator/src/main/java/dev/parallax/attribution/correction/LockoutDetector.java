package dev.parallax.attribution.correction;

import dev.parallax.attribution.stats.Numbers;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.Arm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Vantages that were let in at first and, from some turn on, not at all, whatever they asked: what
 * a limit on connections or a ban looks like. A filter that strikes by chance seldom strikes in
 * that order.
 */
public final class LockoutDetector {
  /** The chance of just this order, below which it is no chance. */
  private static final double LOG_NO_CHANCE = Math.log(0.002);

  private static final int LET_IN = 2;
  private static final int KEPT_OUT = 4;

  /** For each vantage that contradicts it so many others must show it. */
  private static final int FEW = 4;

  /** Of those after, as a fraction. */
  private static final int[] MOST = {17, 20};

  private static final Kind KEPT_OFF =
      new Kind(
          ArmGroups.ANY,
          SymptomSet.HELLO_UNANSWERED.or(
              SymptomSet.of(Symptom.CONNECT_SILENT, Symptom.REFUSED, Symptom.CUT_BEFORE_HELLO)),
          Symptom.BANNED);

  private static final Kind TURNED_AWAY =
      new Kind(
          ArmGroups.REQUESTS,
          SymptomSet.of(
              Symptom.HTTP_STATUS, Symptom.FORBIDDEN, Symptom.LIMITED, Symptom.BLOCK_PAGE),
          Symptom.TURNED_AWAY);

  /** How one is kept out, on which arms. */
  private record Kind(Set<Arm> arms, SymptomSet out, Symptom told) {
    boolean isOut(ClassifiedTrial trial) {
      return out.contains(trial.symptom());
    }
  }

  private LockoutDetector() {}

  /**
   * One vantage's order of events, split where it was no longer let in.
   *
   * @param surprise how unlikely the order is by chance, as a natural logarithm; 0 for no ban
   */
  private record History(
      VantageTrials seat,
      List<ClassifiedTrial> before,
      List<ClassifiedTrial> after,
      double surprise) {
    static History of(VantageTrials seat, Kind kind) {
      var turns = turns(seat, kind);
      int first = 0;
      while (first < turns.size() && turns.get(first).stream().allMatch(LockoutDetector::letIn)) {
        first++;
      }
      var before = turns.stream().limit(first).flatMap(List::stream).toList();
      var after = turns.stream().skip(first).flatMap(List::stream).toList();
      return new History(seat, before, after, LockoutDetector.surprise(before, after, kind));
    }

    /** Kept out now and let in then, in no such order. */
    boolean mixed(Kind kind) {
      return surprise == 0
          && after.stream().anyMatch(kind::isOut)
          && after.stream().anyMatch(LockoutDetector::named);
    }

    VantageTrials told(Kind kind) {
      return seat.with(relabelled(seat, after, kind));
    }
  }

  static List<VantageTrials> told(List<VantageTrials> seats) {
    return told(told(seats, KEPT_OFF), TURNED_AWAY);
  }

  /** What is no proof at one vantage may be when the same order is met at many. */
  private static List<VantageTrials> told(List<VantageTrials> seats, Kind kind) {
    var histories = seats.stream().map(seat -> History.of(seat, kind)).toList();
    var identical = histories.stream().filter(one -> one.surprise > 0).count();
    var mixed = histories.stream().filter(one -> one.mixed(kind)).count();
    var enough = identical > 1 && mixed * FEW <= identical ? -LOG_NO_CHANCE / 2 : -LOG_NO_CHANCE;
    return histories.stream()
        .map(one -> one.surprise > enough ? one.told(kind) : one.seat)
        .toList();
  }

  /** Connections to the target in the order they were made: what ran in one turn, together. */
  private static List<List<ClassifiedTrial>> turns(VantageTrials seat, Kind kind) {
    var turns = new ArrayList<List<ClassifiedTrial>>();
    var sorted =
        seat.trials().stream()
            .filter(trial -> kind.arms.contains(trial.arm()))
            .sorted(ORDER)
            .toList();
    ClassifiedTrial before = null;
    for (var trial : sorted) {
      if (before == null || ORDER.compare(before, trial) != 0) {
        turns.add(new ArrayList<>());
      }
      turns.getLast().add(trial);
      before = trial;
    }
    return turns;
  }

  private static final Comparator<ClassifiedTrial> ORDER =
      Comparator.comparingInt((ClassifiedTrial trial) -> trial.seen().key().round())
          .thenComparingInt(trial -> trial.seen().key().trial());

  /** A limit lets one in again now and then. */
  private static double surprise(
      List<ClassifiedTrial> before, List<ClassifiedTrial> after, Kind kind) {
    int out = (int) after.stream().filter(kind::isOut).count();
    return before.size() >= LET_IN
            && out >= KEPT_OUT
            && out * MOST[1] >= after.size() * MOST[0]
            && before.stream().anyMatch(LockoutDetector::named)
        ? Numbers.logOrderings(before.size(), out)
        : 0;
  }

  /** Another name, or none, is answered however the server likes to. */
  private static boolean letIn(ClassifiedTrial trial) {
    return trial.ok()
        || (ArmGroups.NAMELESS.contains(trial.arm())
            && trial.symptom().clears(Symptom.CUT_BEFORE_HELLO));
  }

  /** The real name itself got through once. */
  private static boolean named(ClassifiedTrial trial) {
    return trial.ok() && ArmGroups.NAMED.contains(trial.arm());
  }

  private static List<ClassifiedTrial> relabelled(
      VantageTrials seat, List<ClassifiedTrial> after, Kind kind) {
    return seat.trials().stream()
        .map(trial -> kind.isOut(trial) && after.contains(trial) ? trial.as(kind.told) : trial)
        .toList();
  }
}
