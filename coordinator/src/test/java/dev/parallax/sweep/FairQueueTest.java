package dev.parallax.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.VantageId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class FairQueueTest {
  private static final VantageId FLOOD = new VantageId("flood");
  private static final VantageId HONEST = new VantageId("honest");

  private final FairQueue<Integer> queue = new FairQueue<>(100);

  @Test
  void longQueueOfOneVantage_delaysAnotherByOneItem() throws Exception {
    for (int number = 0; number < 100; number++) {
      queue.put(FLOOD, number, 1);
    }
    queue.put(HONEST, -1, 1);

    assertEquals(List.of(0, -1, 1), items(queue.take(3)));
  }

  @Test
  void fullQueueOfOneVantage_holdsOnlyThatVantageBack() throws Exception {
    assertTrue(queue.offer(FLOOD, 1, 90));
    assertFalse(queue.offer(FLOOD, 2, 11));
    assertTrue(queue.offer(HONEST, 3, 90));
    assertTrue(queue.offer(FLOOD, 4, 10));
  }

  @Test
  void itemLargerThanTheBound_isLetInAlone() {
    assertTrue(queue.offer(FLOOD, 1, 1_000));
    assertFalse(queue.offer(FLOOD, 2, 1));
  }

  @Test
  void put_returnsOnceThereIsRoom() throws Exception {
    queue.put(FLOOD, 1, 100);
    var second =
        CompletableFuture.runAsync(
            () -> {
              try {
                queue.put(FLOOD, 2, 100);
              } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
              }
            });
    assertEquals(List.of(1), items(queue.take(1)));
    second.get(10, TimeUnit.SECONDS);
    assertEquals(List.of(2), items(queue.take(1)));
  }

  @Test
  void heldVantage_hasNoOtherTurnUntilItIsReleased() throws Exception {
    queue.put(FLOOD, 1, 1);
    queue.put(FLOOD, 2, 1);
    queue.put(HONEST, 3, 1);

    assertEquals(1, queue.hold().item());
    assertEquals(3, queue.hold().item());
    queue.release(FLOOD);
    assertEquals(2, queue.hold().item());
  }

  private static List<Integer> items(List<FairQueue.Entry<Integer>> entries) {
    return entries.stream().map(FairQueue.Entry::item).toList();
  }
}
