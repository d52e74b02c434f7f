package dev.parallax.attribution;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arms that end with the handshake do not judge the certificate they are sent. What the same
 * vantage said of the same leaf elsewhere holds for them too.
 */
final class Unjudged {
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
        trial.leaf().ifPresent(leaf -> judged.put(leaf, trial.sight()));
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
