package dev.parallax.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.value.SweepId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PrimitiveIterator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SweepIdsTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

  /** A generator that two threads use at once without a lock gives equal numbers. */
  @Test
  void equalRandomNumbers_giveDistinctIds() {
    var ids = new SweepIds(CLOCK, numbers(7, 7, 7, 8));

    assertEquals(new SweepId("20260102-030405-0007"), ids.next());
    assertEquals(new SweepId("20260102-030405-0008"), ids.next());
  }

  @Test
  void manyIdsOfOneSecond_areDistinct() {
    var ids = new SweepIds(CLOCK, RandomGenerator.getDefault());

    assertEquals(20_000, IntStream.range(0, 20_000).mapToObj(i -> ids.next()).distinct().count());
  }

  private static RandomGenerator numbers(int... values) {
    PrimitiveIterator.OfInt next = IntStream.of(values).iterator();
    return new RandomGenerator() {
      @Override
      public int nextInt(int bound) {
        return next.nextInt();
      }

      @Override
      public long nextLong() {
        return next.nextInt();
      }
    };
  }
}
