package dev.parallax.attribution.health;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.Shares;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.List;
import java.util.function.Function;

/** Which vantages lose packets whatever they ask for, while their neighbours do not. */
public final class OwnPacketLoss {
  private final List<VantageTrials> seats;
  private final Function<VantageTrials, List<ClassifiedTrial>> good;

  /**
   * @param good a vantage's trials of sites known to be well
   */
  OwnPacketLoss(List<VantageTrials> seats, Function<VantageTrials, List<ClassifiedTrial>> good) {
    this.seats = seats;
    this.good = good;
  }

  boolean isItsOwn(VantageTrials seat) {
    return (fails(seat) || repeats(seat)) && neighbours(seat) == 0;
  }

  /** Packets had to be sent again for half of these, or they failed as they do when lost. */
  static boolean show(List<ClassifiedTrial> trials) {
    long again = repeated(trials);
    long lost = trials.stream().filter(OwnPacketLoss::isLost).count();
    return again >= Thresholds.LOSSY_RETRANSMISSIONS
        && again + lost >= Thresholds.LOSSY_TRIALS
        && Shares.isAtLeastHalf(again + lost, trials.size());
  }

  private static long repeated(List<ClassifiedTrial> trials) {
    return trials.stream().filter(trial -> trial.symptom() == Symptom.OK_LOSSY).count();
  }

  private static boolean isLost(ClassifiedTrial trial) {
    return SymptomSet.PACKETS_LOST.contains(trial.symptom());
  }

  private boolean fails(VantageTrials seat) {
    long base = seat.base().count();
    return loses(seat)
        && !Shares.isOverHalf(seat.base().filter(ClassifiedTrial::ok).count(), base)
        && Shares.isAtLeastHalf(seat.base().filter(OwnPacketLoss::isLost).count(), base);
  }

  private boolean repeats(VantageTrials seat) {
    return show(good.apply(seat))
        && show(seat.trials())
        && repeated(seat.trials()) >= Thresholds.LOSSY_LASTS;
  }

  private long neighbours(VantageTrials seat) {
    return seats.stream()
        .filter(other -> !other.id().equals(seat.id()))
        .filter(other -> loses(other) || show(good.apply(other)))
        .filter(other -> other.network().equals(seat.network()))
        .count();
  }

  /** Two sites or more fail so now and then. */
  private boolean loses(VantageTrials seat) {
    var trials = good.apply(seat);
    var lost = trials.stream().filter(OwnPacketLoss::isLost).toList();
    return lost.size() >= Thresholds.LOSSY_TRIALS
        && Shares.isAtLeastTwoFifths(lost.size(), trials.size())
        && lost.stream().map(ClassifiedTrial::site).distinct().count() > 1;
  }
}
