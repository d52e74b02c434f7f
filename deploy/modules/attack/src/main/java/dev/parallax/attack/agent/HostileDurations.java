package dev.parallax.attack.agent;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import dev.parallax.attack.AttackRecord;
import dev.parallax.attack.AttackResult;
import java.util.List;

/** Observations with the largest and smallest durations and instants of the wire format. */
public final class HostileDurations extends AgentAttack {
  private static final List<Long> SECONDS =
      List.of(
          Long.MAX_VALUE, Long.MIN_VALUE, 315_576_000_000L, -315_576_000_000L, 253_402_300_799L);

  private int sent;

  public HostileDurations() {
    super("durations");
  }

  @Override
  void answer(RogueStream stream, ReceivedPlan plan) {
    var probe = plan.first();
    for (int trial = 1; trial <= probe.getTrials() && !stream.ended(); trial++) {
      // Each once, the least extreme last: the first refusal may end the stream.
      long seconds = SECONDS.get(SECONDS.size() - 1 - (trial - 1) % SECONDS.size());
      var span = Duration.newBuilder().setSeconds(seconds).build();
      var instant = Timestamp.newBuilder().setSeconds(seconds).build();
      var observation = plan.success(probe, trial);
      observation.getTcpBuilder().setTook(span);
      observation
          .getTlsBuilder()
          .setTook(span)
          .setSinceLastSend(span)
          .addChain(
              ReceivedPlan.certificate(new byte[100]).setNotBefore(instant).setNotAfter(instant));
      stream.send(ReceivedPlan.message(observation));
      sent++;
    }
  }

  @Override
  String sent() {
    return sent + " observations with spans up to 292 billion years";
  }

  /** Reports and metrics are as before. */
  @Override
  public AttackResult judge(AttackRecord evidence) {
    long unreadable = evidence.mixed().stream().filter(sweep -> sweep.report().isEmpty()).count();
    boolean metrics = evidence.metrics().contains("parallax_build");
    return AttackResult.of(
        sent > 0 && unreadable == 0 && metrics,
        "/metrics %s, %d of %d reports missing, %s"
            .formatted(
                metrics ? "answers" : "broken", unreadable, evidence.mixed().size(), ending()));
  }
}
