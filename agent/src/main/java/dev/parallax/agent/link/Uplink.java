package dev.parallax.agent.link;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.CurrentFacts;
import dev.parallax.v1.PlanFinished;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of the agent, over the current stream. Unacknowledged observations are sent again on
 * the next stream; the coordinator stores each once.
 */
public final class Uplink {
  private static final int FINISHED_LIMIT = 32;

  private final Outbox outbox = new Outbox();
  private final Deque<AgentMessage> finished = new ArrayDeque<>();
  private Optional<AgentMessage> facts = Optional.empty();
  private Optional<Session> session = Optional.empty();

  /** The facts of the host are different now, also for later streams. */
  public synchronized void factsChanged(Map<String, String> current) {
    var message =
        AgentMessage.newBuilder()
            .setCurrentFacts(CurrentFacts.newBuilder().putAllFacts(current))
            .build();
    facts = Optional.of(message);
    session.ifPresent(open -> open.send(message));
  }

  public synchronized void observed(Observation observation) {
    var message = outbox.add(observation);
    session.ifPresent(open -> open.send(message));
  }

  /**
   * All observations of this round have been sent.
   *
   * @param unsupported parts of the plan that this version does not support
   */
  public synchronized void planFinished(SweepId sweep, int round, List<String> unsupported) {
    say(
        PlanFinished.newBuilder()
            .setSweepId(sweep.value())
            .setRound(round)
            .addAllUnsupported(unsupported));
  }

  /**
   * Sends the sightings of a round's connections. Sent once: the coordinator does not wait longer
   * than one transfer takes.
   */
  public synchronized void sighted(SweepId sweep, int round, List<Sighting> sightings) {
    session.ifPresent(
        open ->
            SightingMessages.of(sweep, round, sightings).forEach(message -> open.send(message)));
  }

  /** A plan could not be decoded; its round is unknown. */
  synchronized void planRefused(String sweep, String why) {
    say(PlanFinished.newBuilder().setSweepId(sweep).addUnsupported(why));
  }

  private void say(PlanFinished.Builder ending) {
    var message = AgentMessage.newBuilder().setPlanFinished(ending).build();
    finished.addLast(message);
    if (finished.size() > FINISHED_LIMIT) {
      finished.removeFirst();
    }
    session.ifPresent(open -> open.send(message));
  }

  int unacknowledged() {
    return outbox.size();
  }

  void acknowledged(TrialKey key) {
    outbox.acknowledged(key);
  }

  /** The stream is open: sends messages again that the previous stream may have lost. */
  synchronized void attach(Session open) {
    session = Optional.of(open);
    facts.ifPresent(open::send);
    outbox.all().forEach(open::send);
    finished.forEach(open::send);
  }

  synchronized void detach() {
    session = Optional.empty();
  }
}
