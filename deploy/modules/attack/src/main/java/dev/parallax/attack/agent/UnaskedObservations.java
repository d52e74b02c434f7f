package dev.parallax.attack.agent;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import java.util.concurrent.atomic.AtomicInteger;

/** Unrequested trials, and failures for a sweep that did not select the vantage. */
public final class UnaskedObservations extends AgentAttack {
  private static final int TRIALS = 500;
  private static final String FOREIGN_SWEEP = "20260101-000000-aaaa";

  private final AtomicInteger planned = new AtomicInteger();
  private int sent;

  public UnaskedObservations() {
    super("unasked");
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    planned.addAndGet(
        plan.plan().getProbesList().stream().mapToInt(probe -> probe.getTrials()).sum());
    for (int trial = 1; trial <= TRIALS && !stream.ended(); trial++) {
      stream.send(ReceivedPlan.message(plan.success(plan.first(), 1_000 + trial)));
      var foreign = plan.success(plan.first(), trial);
      foreign.getKeyBuilder().setSweepId(FOREIGN_SWEEP);
      stream.send(ReceivedPlan.message(foreign));
      sent += 2;
    }
  }

  @Override
  String sent() {
    return sent + " observations outside its plan of " + planned.get() + " trials";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    long unplanned =
        evidence
            .mixedResults(vantage())
            .filter(result -> result.path("trial").asInt() > 1_000)
            .count();
    return AttackResult.of(
        sent > 0 && unplanned == 0 && !evidence.isInHonestSweep(vantage()),
        unplanned + " of them in a report, " + ending());
  }
}
