package dev.parallax.attack.agent;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.v1.Failure;
import dev.parallax.v1.Step;
import java.util.ArrayList;
import java.util.List;

/** Failures with the true plan hash, sent when the sweep is over. */
public final class LateObservations extends AgentAttack {
  private static final int TRIALS = 20;

  private final List<ReceivedPlan> past = new ArrayList<>();
  private int sent;

  public LateObservations() {
    super("late");
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    for (var probe : plan.plan().getProbesList()) {
      for (int trial = 1; trial <= probe.getTrials(); trial++) {
        stream.send(ReceivedPlan.message(plan.success(probe, trial)));
      }
    }
    // A later plan is the sign that the sweeps before it are over.
    past.stream()
        .filter(
            receivedPlan ->
                !receivedPlan.assignment().getSweepId().equals(plan.assignment().getSweepId()))
        .forEach(received -> resend(stream, received));
    past.add(plan);
  }

  private void resend(RogueStream stream, ReceivedPlan plan) {
    for (int trial = 1; trial <= TRIALS; trial++) {
      var failed =
          plan.success(plan.first(), 2_000 + trial)
              .setFailed(Failure.newBuilder().setStep(Step.STEP_TCP).setWord("connection_refused"))
              .clearTls();
      stream.send(ReceivedPlan.message(failed));
      sent++;
    }
  }

  @Override
  String sent() {
    return sent + " failures for sweeps that were over";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) throws Exception {
    long rewritten = 0;
    for (var sweep : evidence.mixed()) {
      rewritten += sweep.storedAgain().filter(this::hasLateResult).isPresent() ? 1 : 0;
    }
    return AttackResult.of(rewritten == 0, rewritten + " stored sweeps changed, " + ending());
  }

  private boolean hasLateResult(com.fasterxml.jackson.databind.JsonNode report) {
    return report
        .path("targets")
        .valueStream()
        .flatMap(target -> target.path("results").valueStream())
        .filter(result -> result.path("vantage").asText().equals(vantage()))
        .anyMatch(result -> result.path("trial").asInt() > 2_000);
  }
}
