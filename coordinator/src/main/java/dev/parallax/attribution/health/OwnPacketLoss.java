package dev.parallax.attribution.health;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import java.util.List;
import java.util.function.Function;

/** The vantages that lose packets to every site, while their neighbours do not. */
public final class OwnPacketLoss {
  private final List<VantageTrials> vantages;
  private final Function<VantageTrials, List<ClassifiedTrial>> good;

  /**
   * @param good a vantage's trials of sites known to be healthy
   */
  OwnPacketLoss(List<VantageTrials> vantages, Function<VantageTrials, List<ClassifiedTrial>> good) {
    this.vantages = vantages;
    this.good = good;
  }

  boolean isItsOwn(VantageTrials vantage) {
    return (fails(vantage) || repeats(vantage)) && neighbours(vantage) == 0;
  }

  /** Packets had to be sent again for half of these, or they failed as they do when lost. */
  static boolean show(List<ClassifiedTrial> trials) {
    long again = repeated(trials);
    long lost = trials.stream().filter(OwnPacketLoss::isLost).count();
    return again >= Thresholds.LOSSY_RETRANSMISSIONS
        && again + lost >= Thresholds.LOSSY_TRIALS
        && Share.of(again + lost, trials.size()).isAtLeastHalf();
  }

  private static long repeated(List<ClassifiedTrial> trials) {
    return trials.stream().filter(trial -> trial.symptom() == Symptom.OK_LOSSY).count();
  }

  private static boolean isLost(ClassifiedTrial trial) {
    return SymptomSet.PACKETS_LOST.contains(trial.symptom())
        && (trial.symptom() != Symptom.NAME_UNRESOLVED || isSilence(trial));
  }

  /** A resolver that answers, with an error, is not silent. */
  private static boolean isSilence(ClassifiedTrial trial) {
    return trial
        .word()
        .filter(
            word ->
                word.equals(FailureWord.DNS_TIMEOUT) || word.equals(FailureWord.CONNECT_TIMEOUT))
        .isPresent();
  }

  private boolean fails(VantageTrials vantage) {
    long base = vantage.base().count();
    return loses(vantage)
        && !Share.of(vantage.base().filter(ClassifiedTrial::ok).count(), base).isOverHalf()
        && Share.of(vantage.base().filter(OwnPacketLoss::isLost).count(), base).isAtLeastHalf();
  }

  /** Packets to the target and to the sites had to be sent again. */
  boolean repeats(VantageTrials vantage) {
    return show(good.apply(vantage))
        && show(vantage.trials())
        && repeated(vantage.trials()) >= Thresholds.LOSSY_LASTS;
  }

  private long neighbours(VantageTrials vantage) {
    return vantages.stream()
        .filter(other -> !other.id().equals(vantage.id()))
        .filter(other -> loses(other) || show(good.apply(other)))
        .filter(other -> other.network().equals(vantage.network()))
        .count();
  }

  /** Two or more sites show intermittent failures. */
  private boolean loses(VantageTrials vantage) {
    var trials = good.apply(vantage);
    var lost = trials.stream().filter(OwnPacketLoss::isLost).toList();
    return lost.size() >= Thresholds.LOSSY_TRIALS
        && Share.of(lost.size(), trials.size()).isAtLeastTwoFifths()
        && lost.stream().map(ClassifiedTrial::site).distinct().count() > 1;
  }
}
