package dev.parallax.attack.agent;

import dev.parallax.attack.Attack;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.v1.Arm;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.ProbePlan;
import dev.parallax.v1.ProbeSpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** 30 observations of 3.8 MB each on a stream without Hello. */
public final class ObservationsBeforeHello implements Attack {
  private static final int OBSERVATIONS = 30;
  private static final int BYTES = 3_800_000;
  private static final String VANTAGE = "rogue-before-hello";

  private @Nullable RogueAgent enrolled;
  private String ending = "";
  private long acknowledged;

  @Override
  public String name() {
    return "agent/before-hello";
  }

  @Override
  public void prepare(Installation at) throws Exception {
    enrolled = RogueAgent.enrol(at, VANTAGE);
  }

  @Override
  public String launch(Installation at) throws Exception {
    int sent = 0;
    try (var agent = Objects.requireNonNull(enrolled, "prepared")) {
      var stream = agent.stream();
      var plan =
          new ReceivedPlan(
              Assignment.newBuilder().setSweepId("20260101-000000-bbbb").build(),
              ProbePlan.newBuilder().setRound(1).build(),
              "00".repeat(32),
              VANTAGE);
      var probe =
          ProbeSpec.newBuilder().setTarget("https://nobody.test").setArm(Arm.ARM_BASE).build();
      var big = ReceivedPlan.certificate(new byte[BYTES]);
      for (int trial = 1; trial <= OBSERVATIONS && !stream.ended(); trial++) {
        var handshake = ReceivedPlan.handshake().addChain(big);
        sent +=
            stream.send(ReceivedPlan.message(plan.success(probe, trial).setTls(handshake))) ? 1 : 0;
      }
      awaitEnd(stream, at);
      ending = stream.ending();
      acknowledged = stream.acknowledged();
    }
    return sent + " of " + OBSERVATIONS + " observations of 3.8 MB, no Hello";
  }

  /** A coordinator that refuses them needs a moment for its answer. */
  private static void awaitEnd(RogueStream stream, Installation at) throws InterruptedException {
    long end = System.nanoTime() + at.span().toNanos() / 4;
    while (!stream.ended() && System.nanoTime() < end) {
      Thread.sleep(100);
    }
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(acknowledged == 0, acknowledged + " stored, " + ending);
  }
}
