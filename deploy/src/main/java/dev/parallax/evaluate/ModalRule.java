package dev.parallax.evaluate;

import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import java.util.Optional;

/**
 * What four fifths of the vantages see is the truth, and who sees something else is to blame: the
 * rule used with RIPE Atlas for certificates, here for whatever a vantage mostly sees.
 */
final class ModalRule implements Method {
  private static final double MOST = 0.8;

  @Override
  public String name() {
    return "modal_80";
  }

  @Override
  public Judgement judge(Sweep sweep, TargetResults results) {
    var looks = Look.all(sweep, results);
    var modal = Modal.of(looks.stream().map(Look::modal));
    double share =
        looks.isEmpty()
            ? 0
            : (double) looks.stream().filter(one -> one.modal().equals(modal)).count()
                / looks.size();
    if (share < MOST) {
      return Judgement.of(Claim.INCONCLUSIVE, Optional.empty(), 0);
    }
    if (!modal.equals("ok")) {
      return Judgement.of(Places.origin(looks), Optional.empty(), share);
    }
    var odd = looks.stream().filter(one -> !one.modal().equals(modal)).toList();
    if (odd.isEmpty()) {
      return Judgement.of(Claim.HEALTHY, Optional.empty(), share);
    }
    return Judgement.of(
        odd.stream().allMatch(Look::sick) ? Places.VANTAGE : Places.way(odd),
        Optional.empty(),
        share);
  }
}
