package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private final Outbox outbox = new Outbox();

  @Test
  void keepsWhatIsNotAcknowledgedInOrder() {
    outbox.add(Seen.trial(1));
    outbox.add(Seen.trial(2));
    outbox.add(Seen.trial(3));
    outbox.acknowledged(Seen.trial(2).key());
    outbox.acknowledged(Seen.trial(9).key());
    assertEquals(List.of(Seen.trial(1), Seen.trial(3)), outbox.all());
    assertEquals(0, outbox.dropped());
  }

  @Test
  void whenThereAreTooManyTheOldestGoAndAreCounted() {
    for (int trial = 1; trial <= Outbox.LIMIT + 2; trial++) {
      outbox.add(Seen.trial(trial));
    }
    assertEquals(Outbox.LIMIT, outbox.all().size());
    assertEquals(Seen.trial(3), outbox.all().getFirst());
    assertEquals(2, outbox.dropped());
  }
}
