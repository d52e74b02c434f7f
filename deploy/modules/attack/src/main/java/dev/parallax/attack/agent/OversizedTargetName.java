package dev.parallax.attack.agent;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;

/** Observations of a target whose name is 6 KB of text that {@code java.net.IDN} refuses. */
public final class OversizedTargetName extends AgentAttack {
  private static final int CHARACTERS = 6_000;
  private static final int OBSERVATIONS = 5;

  private final String name = "https://" + "\u00fc".repeat(CHARACTERS / 2) + ".test";
  private int observations;

  public OversizedTargetName() {
    super("target-name");
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    for (int trial = 1; trial <= OBSERVATIONS; trial++) {
      var observation = plan.success(plan.first(), trial);
      observation.getKeyBuilder().setTarget(name);
      observation.getTlsBuilder().addChain(ReceivedPlan.certificate(new byte[100]));
      stream.send(ReceivedPlan.message(observation));
      observations++;
    }
  }

  @Override
  String sent() {
    return observations + " observations of a target with a name of 6 KB";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(observations > 0, ending());
  }
}
