package dev.parallax.attack.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.attack.Attack;
import dev.parallax.attack.Installation;
import dev.parallax.v1.Assignment;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An attack by one rogue agent, which answers plans with unrequested messages. */
abstract class AgentAttack implements Attack {
  private static final Duration POLL = Duration.ofMillis(500);

  /** Long enough for a sweep that started after another sweep. */
  private static final int PLANS = 3;

  /** In multiples of the duration: on a busy machine a mixed sweep takes longer. */
  private static final int PATIENCE = 3;

  private final String act;
  private @Nullable RogueAgent agent;
  private @Nullable RogueStream opened;
  private String ending = "";
  private long acknowledged;
  private int answered;

  AgentAttack(String act) {
    this.act = act;
  }

  @Override
  public final String name() {
    return "agent/" + act;
  }

  /** The vantage it has enrolled as. */
  final String vantage() {
    return "rogue-" + act;
  }

  /** The facts of its Hello. */
  Map<String, String> facts() {
    return Map.of();
  }

  /** Its messages once the stream is open, before any plan. */
  void begin(RogueStream stream) {}

  /** Its answer to a plan. */
  void answer(RogueStream stream, ReceivedPlan plan) {}

  /** The sent data, as a phrase. */
  abstract String sent();

  /** The number of received plans. */
  final int answered() {
    return answered;
  }

  final String ending() {
    return ending + (acknowledged > 0 ? ", " + acknowledged + " acknowledged" : "");
  }

  /** Enrols before strangers occupy every connection, because it needs a stream later. */
  @Override
  public void prepare(Installation at) throws Exception {
    agent = RogueAgent.enrol(at, vantage());
    opened = agent.stream().hello(facts());
  }

  @Override
  public String launch(Installation at) throws Exception {
    long end = System.nanoTime() + PATIENCE * at.span().toNanos();
    var stream = Objects.requireNonNull(opened, "prepared");
    begin(stream);
    while (!stream.ended() && answered < PLANS && System.nanoTime() < end) {
      var assignment = stream.assignment(POLL);
      if (assignment.isPresent()) {
        var plan = read(assignment.get());
        answer(stream, plan);
        stream.finish(plan.assignment(), plan.round());
        answered++;
      }
    }
    ending = stream.ending();
    acknowledged = stream.acknowledged();
    return sent();
  }

  private ReceivedPlan read(Assignment assignment) throws InvalidProtocolBufferException {
    return ReceivedPlan.of(assignment, vantage());
  }

  @Override
  public void close() {
    if (agent != null) {
      agent.close();
    }
  }
}
