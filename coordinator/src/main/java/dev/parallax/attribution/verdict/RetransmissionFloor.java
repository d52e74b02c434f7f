package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.TcpStep;
import java.util.List;

/**
 * Rows to which the target is well, but for packets sent again far more often than to its
 * references and than elsewhere: too little to name a lossy path, too much to call it sound.
 */
public final class RetransmissionFloor {
  private RetransmissionFloor() {}

  static boolean anywhere(List<ComparedVantage> rows) {
    double again = rows.stream().mapToLong(row -> again(own(row))).sum();
    double all = rows.stream().mapToLong(row -> own(row).size()).sum();
    return rows.stream().anyMatch(row -> stands(row, again, all));
  }

  private static boolean stands(ComparedVantage row, double again, double all) {
    var own = own(row);
    var here = again(own);
    var references = row.vantage().references();
    return here >= Thresholds.RETRANSMISSIONS
        && Share.of(here, own.size()).isAtLeastTwoFifths()
        && references.size() >= Thresholds.RETRANSMISSION_REFERENCES
        && again(references) == 0
        && (again - here) * Thresholds.RETRANSMISSION_TIMES * own.size()
            <= here * (all - own.size());
  }

  private static List<ClassifiedTrial> own(ComparedVantage row) {
    return row.vantage().trials().stream()
        .filter(trial -> ArmGroups.ANY.contains(trial.arm()))
        .toList();
  }

  private static long again(List<ClassifiedTrial> trials) {
    return trials.stream()
        .filter(trial -> trial.seen().steps().tcp().filter(RetransmissionFloor::again).isPresent())
        .count();
  }

  private static boolean again(TcpStep tcp) {
    return tcp.info().filter(info -> info.retransmits() > 0).isPresent();
  }
}
