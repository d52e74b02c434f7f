package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.v1.AgentMessage;
import dev.parallax.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  /** As much as a message may carry. */
  private static final String LONG = "x".repeat(300);

  private final Outbox outbox = new Outbox();

  @Test
  void keepsWhatIsNotAcknowledgedInOrder() {
    outbox.add(Seen.trial(1));
    outbox.add(Seen.trial(2));
    outbox.add(Seen.trial(3));
    outbox.acknowledged(Seen.trial(2).key());
    outbox.acknowledged(Seen.trial(9).key());
    assertEquals(List.of(Seen.trial(1), Seen.trial(3)), kept());
    assertEquals(0, outbox.dropped());
  }

  @Test
  void whenThereAreTooManyTheOldestGoAndAreCounted() {
    for (int trial = 1; trial <= Outbox.LIMIT + 2; trial++) {
      outbox.add(Seen.trial(trial));
    }
    assertEquals(Outbox.LIMIT, outbox.size());
    assertEquals(Seen.trial(3), kept().getFirst());
    assertEquals(2, outbox.dropped());
  }

  @Test
  void whenTheyAreTooLongTheOldestGoAndAreCounted() {
    int added = 0;
    while (outbox.dropped() == 0) {
      outbox.add(withLongReason(Seen.trial(++added)));
      assertTrue(added < Outbox.LIMIT, "bounded by bytes before it is bounded by number");
    }
    long bytes = outbox.all().stream().mapToLong(AgentMessage::getSerializedSize).sum();
    assertTrue(bytes <= Outbox.LIMIT_BYTES && bytes > Outbox.LIMIT_BYTES / 2, () -> bytes + " B");
    assertEquals(Seen.trial(2).key(), kept().getFirst().key());
  }

  @Test
  void theSameTrialAgain_takesNoMoreRoom() {
    for (int time = 0; time < 3; time++) {
      outbox.add(Seen.trial(1));
    }
    assertEquals(1, outbox.size());
    outbox.acknowledged(Seen.trial(1).key());
    assertEquals(List.of(), outbox.all());
  }

  private List<Observation> kept() {
    return outbox.all().stream().map(AgentMessage::getObservation).map(Wire::fromProto).toList();
  }

  private static Observation withLongReason(Observation seen) {
    return new Observation(
        seen.key(), seen.planHash(), new Outcome.NotRun(NotRunReason.DEADLINE, LONG), seen.steps());
  }
}
