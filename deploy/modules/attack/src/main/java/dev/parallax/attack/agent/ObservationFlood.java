package dev.parallax.attack.agent;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import java.util.Random;

/** 130 MB of observations of 1 MB each, as fast as the coordinator accepts them. */
public final class ObservationFlood extends AgentAttack {
  private static final int OBSERVATIONS = 130;
  private static final int BYTES = 1_000_000;

  private int taken;

  public ObservationFlood() {
    super("flood");
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    var noise = new byte[BYTES];
    new Random(1).nextBytes(noise);
    var certificate = ReceivedPlan.certificate(noise);
    for (int trial = 1; taken < OBSERVATIONS && !stream.ended(); trial++) {
      var handshake = ReceivedPlan.handshake().addChain(certificate);
      if (stream.send(ReceivedPlan.message(plan.success(plan.first(), trial).setTls(handshake)))) {
        taken++;
      }
    }
  }

  @Override
  String sent() {
    return taken + " of " + OBSERVATIONS + " observations of 1 MB";
  }

  /** An agent that sends more than requested is disconnected, or its messages have no effect. */
  @Override
  public AttackResult judge(AttackRecord evidence) {
    long kept = evidence.mixedResults(vantage()).count();
    return AttackResult.of(
        taken > 0 && kept < OBSERVATIONS / 2, kept + " in the reports, " + ending());
  }
}
