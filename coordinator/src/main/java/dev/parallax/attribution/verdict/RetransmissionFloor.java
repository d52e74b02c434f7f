package dev.parallax.attribution.verdict;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.observation.TcpStep;
import java.util.List;
import java.util.stream.Stream;

/**
 * Vantages whose probes of the target pass with far more retransmissions than their references and
 * than other vantages: too few to name a lossy path, too many to call the target healthy.
 */
final class RetransmissionFloor {
  private final Retransmissions fleet;

  private RetransmissionFloor(List<ComparedVantage> rows) {
    this.fleet = Retransmissions.of(rows.stream().flatMap(RetransmissionFloor::probes));
  }

  static boolean anywhere(List<ComparedVantage> rows) {
    var floor = new RetransmissionFloor(rows);
    return rows.stream().anyMatch(floor::isReached);
  }

  /**
   * @param retransmitting trials with a retransmission
   */
  private record Retransmissions(long retransmitting, long trials) {
    static Retransmissions of(Stream<ClassifiedTrial> trials) {
      var all = trials.toList();
      var retransmitting =
          all.stream()
              .flatMap(trial -> trial.seen().steps().tcp().stream())
              .filter(RetransmissionFloor::isRetransmitting)
              .count();
      return new Retransmissions(retransmitting, all.size());
    }

    Retransmissions without(Retransmissions part) {
      return new Retransmissions(retransmitting - part.retransmitting, trials - part.trials);
    }

    double rate() {
      return trials == 0 ? 0 : (double) retransmitting / trials;
    }
  }

  private boolean isReached(ComparedVantage row) {
    var here = Retransmissions.of(probes(row));
    var references = Retransmissions.of(row.vantage().references().stream());
    var elsewhere = fleet.without(here);
    return here.retransmitting >= Thresholds.RETRANSMISSIONS
        && Share.of(here.retransmitting, here.trials).isAtLeastTwoFifths()
        && references.trials >= Thresholds.RETRANSMISSION_REFERENCES
        && references.retransmitting == 0
        && here.rate() >= Thresholds.RETRANSMISSION_TIMES * elsewhere.rate();
  }

  private static Stream<ClassifiedTrial> probes(ComparedVantage row) {
    return row.vantage().trials().stream().filter(trial -> ArmGroups.ANY.contains(trial.arm()));
  }

  private static boolean isRetransmitting(TcpStep tcp) {
    return tcp.info().filter(info -> info.retransmits() > 0).isPresent();
  }
}
