package dev.parallax.attribution.witness;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.Packets.CapturedSegment;

/**
 * Whether packets of unanswered connections left the vantage's host. Then a packet filter of that
 * host does not drop them: its network or what lies behind it does not answer.
 */
public final class UnansweredPackets {
  private UnansweredPackets() {}

  /**
   * By a walk, in which a router reports such a packet as expired, or by a capture of a base trial
   * at the host's interfaces: segments were sent, and none was received.
   *
   * @param fault the symptom of the base trials; false for every symptom but silence before TLS
   */
  public static boolean leftTheHost(VantageTrials vantage, Target target, Symptom fault) {
    return fault == Symptom.CONNECT_SILENT
        && (TtlWalk.of(vantage, target, fault).isForwarded()
            || vantage
                .base()
                .flatMap(trial -> trial.seen().steps().packets().stream())
                .anyMatch(UnansweredPackets::isOneWay));
  }

  private static boolean isOneWay(Packets packets) {
    return !packets.seen().isEmpty()
        && packets.seen().stream().noneMatch(CapturedSegment::received);
  }
}
