package dev.parallax.agent.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleHeapTest {
  private static final long BUSY = 25L << 20;
  private static final long LIVE = 12L << 20;

  private final AtomicLong heap = new AtomicLong(BUSY);
  private final AtomicLong now = new AtomicLong();
  private final AtomicLong collections = new AtomicLong();
  private final IdleHeap idle = new IdleHeap(heap::get, now::get, this::collect);

  private void collect() {
    collections.incrementAndGet();
    heap.set(LIVE);
  }

  private void after(Duration time, boolean isBusy) {
    now.addAndGet(time.toNanos());
    idle.check(isBusy);
  }

  @Test
  void afterTheStart_theHeapIsCollectedOnceItIsQuiet() {
    after(IdleHeap.QUIET.minusNanos(1), false);
    assertEquals(0, collections.get());
    after(Duration.ofNanos(1), false);
    assertEquals(1, collections.get());
  }

  @Test
  void whilePlansRun_andBetweenRoundsOfASweep_nothingIsCollected() {
    for (int i = 0; i < 10; i++) {
      after(IdleHeap.QUIET, true);
      after(IdleHeap.QUIET.dividedBy(2), false);
    }
    assertEquals(0, collections.get());
  }

  @Test
  void anIdleAgentCollectsAgainOnlyWhenItsHeapHasGrown() {
    after(IdleHeap.QUIET, false);
    heap.addAndGet(IdleHeap.GROWTH_BYTES - 1);
    after(IdleHeap.QUIET, false);
    assertEquals(1, collections.get());
    heap.incrementAndGet();
    after(IdleHeap.QUIET, false);
    assertEquals(2, collections.get());
  }
}
