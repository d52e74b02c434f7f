package dev.parallax.attribution.witness;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.FisherExactTest;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.observation.TcpStep.TcpInfo;
import java.util.List;
import java.util.stream.Stream;

/**
 * Vantages whose connections to the target need far more retransmissions than those to their
 * references and those of other vantages. A busy host retransmits towards its references too.
 */
public final class Retransmissions {
  private final ConnectionCounts fleet;

  private Retransmissions(ConnectionCounts fleet) {
    this.fleet = fleet;
  }

  public static Retransmissions of(List<VantageTrials> vantages) {
    return new Retransmissions(
        ConnectionCounts.of(vantages.stream().flatMap(Retransmissions::probes)));
  }

  /**
   * Connections whose {@code TCP_INFO} was read.
   *
   * @param retransmitting those with a retransmitted segment
   */
  public record ConnectionCounts(int retransmitting, int connections) {
    static ConnectionCounts of(Stream<ClassifiedTrial> trials) {
      var counted =
          trials
              .flatMap(trial -> trial.seen().steps().tcp().stream())
              .flatMap(tcp -> tcp.info().stream())
              .map(TcpInfo::retransmits)
              .toList();
      var retransmitting = counted.stream().filter(count -> count > 0).count();
      return new ConnectionCounts((int) retransmitting, counted.size());
    }

    ConnectionCounts without(ConnectionCounts part) {
      return new ConnectionCounts(
          retransmitting - part.retransmitting, connections - part.connections);
    }

    double rate() {
      return connections == 0 ? 0 : (double) retransmitting / connections;
    }
  }

  /** More than chance explains: worth more trials. */
  public boolean exceedChance(VantageTrials vantage) {
    var here = here(vantage);
    var elsewhere = elsewhere(vantage);
    return here.retransmitting >= Thresholds.RETRANSMISSIONS_SUSPECTED
        && exceedReferences(here, vantage)
        && FisherExactTest.upperTail(
                here.retransmitting,
                here.connections,
                elsewhere.retransmitting,
                elsewhere.connections)
            < Thresholds.RETRANSMISSIONS_BY_CHANCE;
  }

  /** Too few to name a lossy path, too many to call the target healthy. */
  public boolean excludeHealth(VantageTrials vantage) {
    var here = here(vantage);
    return here.retransmitting >= Thresholds.RETRANSMISSIONS
        && Share.of(here.retransmitting, here.connections).isAtLeastTwoFifths()
        && exceedReferences(here, vantage)
        && here.rate() >= Thresholds.RETRANSMISSION_TIMES * elsewhere(vantage).rate();
  }

  /** From this vantage to the target. */
  public static ConnectionCounts here(VantageTrials vantage) {
    return ConnectionCounts.of(probes(vantage));
  }

  /** From all other vantages to the target. */
  public ConnectionCounts elsewhere(VantageTrials vantage) {
    return fleet.without(here(vantage));
  }

  /** From this vantage to its references. */
  public static ConnectionCounts references(VantageTrials vantage) {
    return ConnectionCounts.of(vantage.references().stream());
  }

  private static boolean exceedReferences(ConnectionCounts here, VantageTrials vantage) {
    var references = references(vantage);
    return references.connections >= Thresholds.RETRANSMISSION_REFERENCES
        && here.rate() >= Thresholds.RETRANSMISSION_TIMES_REFERENCES * references.rate();
  }

  private static Stream<ClassifiedTrial> probes(VantageTrials vantage) {
    return vantage.trials().stream().filter(trial -> ArmGroups.ANY.contains(trial.arm()));
  }
}
