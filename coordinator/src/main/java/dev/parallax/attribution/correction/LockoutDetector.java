package dev.parallax.attribution.correction;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.plan.Arm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Detects lock-outs: vantages whose trials pass at first and fail from a certain turn on, as under
 * a ban or a limit on connections. It is a permutation test: if failures are random, every order of
 * the passed and failed trials is equally probable, and the order with all passes first has the
 * probability 1 / C(passed + failed, failed).
 */
final class LockoutDetector {
  private static final Kind BAN =
      new Kind(
          ArmGroups.ANY,
          SymptomSet.HELLO_UNANSWERED.or(
              SymptomSet.of(Symptom.CONNECT_SILENT, Symptom.REFUSED, Symptom.CUT_BEFORE_HELLO)),
          Symptom.BANNED);

  private static final Kind HTTP_REFUSAL =
      new Kind(
          ArmGroups.REQUESTS,
          SymptomSet.of(
              Symptom.HTTP_STATUS, Symptom.FORBIDDEN, Symptom.LIMITED, Symptom.BLOCK_PAGE),
          Symptom.TURNED_AWAY);

  private static final Comparator<ClassifiedTrial> TURN =
      Comparator.comparingInt((ClassifiedTrial trial) -> trial.seen().key().round())
          .thenComparingInt(trial -> trial.seen().key().trial());

  private LockoutDetector() {}

  /**
   * A kind of lock-out.
   *
   * @param arms that meet it
   * @param failures how a locked-out trial ends
   * @param corrected the symptom that such trials have after correction
   */
  private record Kind(Set<Arm> arms, SymptomSet failures, Symptom corrected) {
    boolean failed(ClassifiedTrial trial) {
      return failures.contains(trial.symptom());
    }
  }

  /**
   * The trials of one vantage in order, split at the first failing turn.
   *
   * @param surprise {@code -log} of the p-value of the order; 0 without a lock-out
   */
  private record History(
      VantageTrials vantage,
      List<ClassifiedTrial> before,
      List<ClassifiedTrial> after,
      double surprise) {
    static History of(VantageTrials vantage, Kind kind) {
      if (vantage.trials().stream().noneMatch(kind::failed)) {
        return new History(vantage, List.of(), List.of(), 0);
      }
      var turns = turns(vantage, kind);
      int first = 0;
      while (first < turns.size() && turns.get(first).stream().allMatch(LockoutDetector::passes)) {
        first++;
      }
      var before = turns.stream().limit(first).flatMap(List::stream).toList();
      var after = turns.stream().skip(first).flatMap(List::stream).toList();
      return new History(vantage, before, after, LockoutDetector.surprise(before, after, kind));
    }

    /** The same failures without the order of a lock-out: the real name passes after them. */
    boolean isContradiction(Kind kind) {
      return surprise == 0
          && after.stream().anyMatch(kind::failed)
          && after.stream().anyMatch(LockoutDetector::passesWithName);
    }

    VantageTrials corrected(Kind kind) {
      return vantage.with(
          vantage.trials().stream()
              .map(
                  trial ->
                      kind.failed(trial) && after.contains(trial)
                          ? trial.as(kind.corrected)
                          : trial)
              .toList());
    }
  }

  /** The vantages with the symptoms of locked-out trials corrected. */
  static List<VantageTrials> correct(List<VantageTrials> vantages) {
    return correct(correct(vantages, BAN), HTTP_REFUSAL);
  }

  /** At several vantages that few others contradict, half the evidence at each suffices. */
  private static List<VantageTrials> correct(List<VantageTrials> vantages, Kind kind) {
    var histories = vantages.stream().map(vantage -> History.of(vantage, kind)).toList();
    var ordered = histories.stream().filter(history -> history.surprise > 0).count();
    var contradicting = histories.stream().filter(history -> history.isContradiction(kind)).count();
    boolean agree = ordered > 1 && contradicting * Thresholds.LOCKOUT_VANTAGES_TO_ONE <= ordered;
    double critical = -Thresholds.LOG_LOCKOUT_P_VALUE / (agree ? 2 : 1);
    return histories.stream()
        .map(history -> history.surprise > critical ? history.corrected(kind) : history.vantage)
        .toList();
  }

  /** The connections to the target in order; the trials of one turn run at the same time. */
  private static List<List<ClassifiedTrial>> turns(VantageTrials vantage, Kind kind) {
    var turns = new ArrayList<List<ClassifiedTrial>>();
    var sorted =
        vantage.trials().stream()
            .filter(trial -> kind.arms.contains(trial.arm()))
            .sorted(TURN)
            .toList();
    ClassifiedTrial previous = null;
    for (var trial : sorted) {
      if (previous == null || TURN.compare(previous, trial) != 0) {
        turns.add(new ArrayList<>());
      }
      turns.getLast().add(trial);
      previous = trial;
    }
    return turns;
  }

  /** A limit may let single connections pass, so not all later trials have to fail. */
  private static double surprise(
      List<ClassifiedTrial> before, List<ClassifiedTrial> after, Kind kind) {
    int failed = (int) after.stream().filter(kind::failed).count();
    return before.size() >= Thresholds.LOCKOUT_PASSED
            && failed >= Thresholds.LOCKOUT_FAILED
            && Share.of(failed, after.size()).isAtLeastPercent(Thresholds.LOCKOUT_FAILED_PERCENT)
            && before.stream().anyMatch(LockoutDetector::passesWithName)
        ? LogMath.logOrderings(before.size(), failed)
        : 0;
  }

  /** With another server name, or none, any response of a server passes. */
  private static boolean passes(ClassifiedTrial trial) {
    return trial.ok()
        || (ArmGroups.NAMELESS.contains(trial.arm())
            && trial.symptom().clears(Symptom.CUT_BEFORE_HELLO));
  }

  private static boolean passesWithName(ClassifiedTrial trial) {
    return trial.ok() && ArmGroups.NAMED.contains(trial.arm());
  }
}
