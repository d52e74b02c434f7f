package dev.parallax.attack.agent;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.HostileCertificates;
import java.util.List;

/** Observations whose chain is 33 KB of nested values, or has a DSA key of 200,000 bits. */
public final class HostileCertificate extends AgentAttack {
  private int observations;

  public HostileCertificate() {
    super("certificate");
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    var probe = plan.first();
    var chains =
        List.of(
            HostileCertificates.nestedValue(),
            HostileCertificates.nestedExtension(probe.getHost()),
            HostileCertificates.hugeKey(probe.getHost()));
    for (int trial = 1; trial <= probe.getTrials(); trial++) {
      var handshake = ReceivedPlan.handshake();
      chains
          .get(trial % chains.size())
          .forEach(der -> handshake.addChain(ReceivedPlan.certificate(der)));
      stream.send(ReceivedPlan.message(plan.success(probe, trial).setTls(handshake)));
      observations++;
    }
  }

  @Override
  String sent() {
    return observations + " observations, chains 33 KB deep or with a 200,000-bit key";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(observations > 0, ending());
  }
}
