package dev.parallax.attribution;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Arms that end with the handshake do not judge the certificate they are sent. What the same
 * vantage said of the same leaf elsewhere holds for them too.
 */
final class Unjudged {
  private static final Comparator<Sight> ORDER = Comparator.naturalOrder();

  private Unjudged() {}

  static List<Seat> told(List<Seat> seats) {
    return seats.stream().map(Unjudged::told).toList();
  }

  private static Seat told(Seat seat) {
    var judged = judged(seat);
    return judged.isEmpty()
        ? seat
        : seat.with(seat.trials().stream().map(trial -> told(trial, judged)).toList());
  }

  private static Map<String, Sight> judged(Seat seat) {
    var judged = new HashMap<String, Sight>();
    for (var trial : seat.trials()) {
      if (trial.sight().isCertificate()) {
        trial
            .leaf()
            .ifPresent(leaf -> judged.merge(leaf, trial.sight(), BinaryOperator.minBy(ORDER)));
      }
    }
    return judged;
  }

  private static Trial told(Trial trial, Map<String, Sight> judged) {
    return trial.ok() && ArmSets.UNJUDGED.contains(trial.arm())
        ? trial.leaf().map(judged::get).map(trial::as).orElse(trial)
        : trial;
  }
}
