package dev.parallax.attack.agent;

import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import dev.parallax.attack.Installation;
import dev.parallax.attack.Sink;
import dev.parallax.v1.Failure;
import dev.parallax.v1.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;

/**
 * The fact {@code responder} names a third party; the agent reports failures so that other agents
 * try it.
 */
public final class ResponderAtSink extends AgentAttack {
  private final Sink sink;
  private int failures;

  public ResponderAtSink() throws IOException {
    super("responder");
    sink = Sink.listen(InetAddress.ofLiteral("127.240.0.1"), 0);
  }

  @Override
  Map<String, String> facts() {
    return Map.of("responder", "127.240.0.1:" + sink.port());
  }

  @Override
  public String launch(Installation at) throws Exception {
    return super.launch(at);
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    for (var probe : plan.plan().getProbesList()) {
      for (int trial = 1; trial <= probe.getTrials(); trial++) {
        stream.send(
            ReceivedPlan.message(
                plan.success(probe, trial)
                    .setFailed(
                        Failure.newBuilder().setStep(Step.STEP_TLS).setWord("connection_reset"))));
        failures++;
      }
    }
  }

  @Override
  String sent() {
    return "a responder at a third party's address, " + failures + " failures to make it wanted";
  }

  @Override
  public AttackResult judge(AttackRecord evidence) {
    return AttackResult.of(
        sink.connections() == 0, sink.connections() + " connections to it, " + ending());
  }

  @Override
  public void close() {
    super.close();
    sink.close();
  }
}
