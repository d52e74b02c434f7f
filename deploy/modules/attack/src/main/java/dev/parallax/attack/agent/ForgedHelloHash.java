package dev.parallax.attack.agent;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;

/** Passing trials with a ClientHello hash that is not of this plan. */
public final class ForgedHelloHash extends AgentAttack {
  private int sent;

  public ForgedHelloHash() {
    super("hello-hash");
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    for (var probe : plan.plan().getProbesList()) {
      for (int trial = 1; trial <= probe.getTrials(); trial++) {
        var handshake = ReceivedPlan.handshake().setHelloHash("f00d".repeat(16));
        stream.send(ReceivedPlan.message(plan.success(probe, trial).setTls(handshake)));
        sent++;
      }
    }
  }

  @Override
  String sent() {
    return sent + " observations of another ClientHello";
  }

  /** The verdicts on the honest targets are the same as without the attack. */
  @Override
  public AttackResult judge(AttackRecord evidence) {
    long wrong =
        evidence.mixed().stream()
            .filter(sweep -> sweep.report().isPresent() && !sweep.problem().isEmpty())
            .count();
    return AttackResult.of(
        sent > 0 && wrong == 0,
        "%d of %d mixed sweeps wrong about an honest target, %s"
            .formatted(wrong, evidence.mixed().size(), ending()));
  }
}
