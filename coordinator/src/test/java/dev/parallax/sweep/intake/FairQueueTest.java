package dev.parallax.sweep.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class FairQueueTest {
  private static final VantageId FLOOD = new VantageId("flood");
  private static final VantageId HONEST = new VantageId("honest");

  private final List<Integer> displaced = new ArrayList<>();
  private final FairQueue<Integer> queue =
      new FairQueue<>(100, 250, gone -> displaced.add(gone.item()));

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
  void totalReached_theLongestQueueMakesRoom_forAVantageWithLittle() throws Exception {
    assertTrue(queue.offer(new VantageId("a"), 1, 80));
    assertTrue(queue.offer(FLOOD, 2, 60));
    assertTrue(queue.offer(FLOOD, 3, 40));
    assertTrue(queue.offer(new VantageId("b"), 4, 70));

    assertTrue(queue.offer(HONEST, 5, 10));
    assertEquals(List.of(2, 3), displaced);
    assertEquals(List.of(1, 4, 5), items(queue.take(9)));
  }

  @Test
  void totalReached_aVantageWithMuchWaits() {
    assertTrue(queue.offer(new VantageId("a"), 1, 90));
    assertTrue(queue.offer(new VantageId("b"), 2, 90));
    assertTrue(queue.offer(FLOOD, 3, 45));

    assertFalse(queue.offer(FLOOD, 4, 30));
    assertTrue(displaced.isEmpty());
  }

  @Test
  void heldVantage_thatMadeRoom_isServedAgain() throws Exception {
    assertTrue(queue.offer(FLOOD, 1, 90));
    assertEquals(1, queue.hold().item());
    assertTrue(queue.offer(FLOOD, 2, 100));
    assertTrue(queue.offer(new VantageId("a"), 3, 80));
    assertTrue(queue.offer(new VantageId("b"), 4, 70));
    assertTrue(queue.offer(HONEST, 5, 10));
    assertEquals(List.of(2), displaced);

    assertTrue(queue.offer(FLOOD, 6, 10));
    assertEquals(List.of(3, 4, 5), items(queue.take(9)));
    queue.release(FLOOD);
    assertEquals(List.of(6), items(queue.take(9)));
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
