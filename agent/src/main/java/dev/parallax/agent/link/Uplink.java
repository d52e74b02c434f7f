package dev.parallax.agent.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.agent.spool.PlanJournal;
import dev.parallax.agent.spool.SendLog;
import dev.parallax.agent.spool.Spool;
import dev.parallax.agent.spool.SpoolState;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.CurrentFacts;
import dev.parallax.v1.PlanFinished;
import dev.parallax.wire.Wire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The messages of the agent, over the current stream. Unacknowledged observations are sent again on
 * the next stream, also after a restart; the coordinator stores each once. An observation is read
 * from the spool when the stream has room for it, so that a slow coordinator costs no memory.
 */
public final class Uplink {
  private static final int FINISHED_LIMIT = 32;

  /** Observations that wait for the disk; more of them mean that it does not answer. */
  static final int WAITING_LIMIT = 2_000;

  private final Spool spool;
  private final PlanJournal journal;
  private final Executor writer;
  private final SendLog sendLog;
  private final AtomicInteger waiting = new AtomicInteger();

  @GuardedBy("this")
  private final Deque<AgentMessage> finished = new ArrayDeque<>();

  @GuardedBy("this")
  private final Deque<Outgoing> outgoing = new ArrayDeque<>();

  @GuardedBy("this")
  private Optional<AgentMessage> facts = Optional.empty();

  @GuardedBy("this")
  private Optional<Session> session = Optional.empty();

  /** Without files: unacknowledged observations do not survive the process. */
  public Uplink() {
    this(Spool.inMemory(), PlanJournal.inMemory(), Runnable::run, SendLog.OFF);
  }

  /**
   * The plans of the journal are over: their end is sent after the observations of the spool.
   *
   * @param writer runs one task at a time in their order; its tasks wait for the disk
   */
  public Uplink(Spool spool, PlanJournal journal, Executor writer, SendLog sendLog) {
    this.spool = spool;
    this.journal = journal;
    this.writer = writer;
    this.sendLog = sendLog;
    journal
        .plans()
        .forEach(plan -> finished.addLast(ending(plan.sweep(), plan.round(), List.of())));
  }

  /** A message that the stream had no room for yet. */
  private sealed interface Outgoing {
    /** An observation of the spool. */
    record Trial(TrialKey key) implements Outgoing {}

    /** The end of a plan; it follows the observations of the plan. */
    record PlanEnd(AgentMessage message) implements Outgoing {}
  }

  /** The facts of the host are different now, also for later streams. */
  public synchronized void factsChanged(Map<String, String> current) {
    var message =
        AgentMessage.newBuilder()
            .setCurrentFacts(CurrentFacts.newBuilder().putAllFacts(current))
            .build();
    facts = Optional.of(message);
    session.ifPresent(open -> open.send(message));
  }

  /** Returns at once; the observation is written and sent by the writer. */
  public void observed(Observation observation) {
    if (waiting.incrementAndGet() > WAITING_LIMIT) {
      waiting.decrementAndGet();
      spool.overrun(1);
      return;
    }
    writer.execute(
        () -> {
          waiting.decrementAndGet();
          keep(observation);
        });
  }

  private synchronized void keep(Observation observation) {
    var encoded = Wire.toProto(observation);
    spool.add(observation.key(), encoded);
    sendLog.kept(encoded);
    send(new Outgoing.Trial(observation.key()));
  }

  /** A plan begins: if this process ends before it, the next process sends its end. */
  public void planBegins(SweepId sweep, int round) {
    writer.execute(() -> journal.add(sweep, round));
  }

  /**
   * All observations of this round have been sent.
   *
   * @param unsupported parts of the plan that this version does not support
   */
  public void planFinished(SweepId sweep, int round, List<String> unsupported) {
    finished(ending(sweep, round, unsupported));
  }

  private static AgentMessage ending(SweepId sweep, int round, List<String> unsupported) {
    return ending(
        PlanFinished.newBuilder()
            .setSweepId(sweep.value())
            .setRound(round)
            .addAllUnsupported(unsupported));
  }

  private static AgentMessage ending(PlanFinished.Builder plan) {
    return AgentMessage.newBuilder().setPlanFinished(plan).build();
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
  void planRefused(String sweep, String why) {
    finished(ending(PlanFinished.newBuilder().setSweepId(sweep).addUnsupported(why)));
  }

  private void finished(AgentMessage message) {
    writer.execute(() -> keep(message));
  }

  private synchronized void keep(AgentMessage ending) {
    finished.addLast(ending);
    if (finished.size() > FINISHED_LIMIT) {
      finished.removeFirst();
    }
    send(new Outgoing.PlanEnd(ending));
  }

  SpoolState spool() {
    return spool.state();
  }

  void acknowledged(Acknowledgement received) {
    sendLog.acknowledged(received);
    spool.acknowledged(Wire.fromProto(received.getKey()));
  }

  /** The stream is open: sends messages again that the previous stream may have lost. */
  synchronized void attach(Session open) {
    session = Optional.of(open);
    facts.ifPresent(open::send);
    outgoing.clear();
    spool.keys().forEach(key -> outgoing.addLast(new Outgoing.Trial(key)));
    finished.forEach(message -> outgoing.addLast(new Outgoing.PlanEnd(message)));
    sendWhileReady(open);
  }

  synchronized void detach() {
    session = Optional.empty();
    outgoing.clear();
  }

  /** The stream has room for messages again. */
  synchronized void ready(Session stream) {
    session.filter(stream::equals).ifPresent(this::sendWhileReady);
  }

  @GuardedBy("this")
  private void send(Outgoing next) {
    if (session.isPresent()) {
      outgoing.addLast(next);
      if (outgoing.size() > 2 * Spool.MAX_RECORDS) {
        outgoing.removeIf(old -> old instanceof Outgoing.Trial(var key) && !spool.contains(key));
      }
      sendWhileReady(session.orElseThrow());
    }
  }

  @GuardedBy("this")
  private void sendWhileReady(Session open) {
    while (!outgoing.isEmpty() && open.isReady()) {
      switch (outgoing.removeFirst()) {
        case Outgoing.PlanEnd(var message) -> open.send(message);
        case Outgoing.Trial(var key) -> spool.find(key).ifPresent(seen -> send(open, seen));
      }
    }
  }

  private void send(Session open, dev.parallax.v1.Observation seen) {
    sendLog.sent(seen);
    open.send(AgentMessage.newBuilder().setObservation(seen).build());
  }
}
