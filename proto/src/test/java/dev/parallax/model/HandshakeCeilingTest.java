package dev.parallax.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.wire.Wire;
import dev.parallax.wire.plan.PlanReader;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HandshakeCeilingTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 50, 400, 1_000, 10_000})
  void noSecondHasMoreHandshakesThanTheCeiling(int vantages) {
    for (int perSecond : new int[] {1, 7, 50, 10_000}) {
      var ceiling = new HandshakeCeiling(perSecond);
      long interval = ceiling.interval(vantages).toNanos();
      long[] starts =
          IntStream.range(0, vantages)
              .mapToLong(i -> ceiling.offset(i).toNanos())
              .flatMap(first -> LongStream.range(0, 3).map(turn -> first + turn * interval))
              .sorted()
              .toArray();
      for (int i = perSecond; i < starts.length; i++) {
        assertTrue(
            starts[i] - starts[i - perSecond] >= SECOND, perSecond + " of " + vantages + ": " + i);
      }
    }
  }

  @Test
  void eightVantagesKeepTheUsualSpacing() {
    assertEquals(Duration.ofMillis(200), HandshakeCeiling.DEFAULT.interval(8));
    assertEquals(Duration.ofSeconds(25), HandshakeCeiling.DEFAULT.interval(1_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10_001})
  void outOfBounds(int perSecond) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> new HandshakeCeiling(perSecond));
    assertEquals(
        "a ceiling of handshakes is 1 to 10000 a second, got: " + perSecond, refused.getMessage());
  }

  @Test
  void isPartOfThePlanAndItsHash() {
    var ten = Wire.planBytes(plan(new HandshakeCeiling(10)));
    assertEquals(new HandshakeCeiling(10), PlanReader.read(ten).ceiling());
    assertNotEquals(
        Wire.planHash(ten), Wire.planHash(Wire.planBytes(plan(HandshakeCeiling.DEFAULT))));
  }

  /** An agent older than the field refuses plans with unknown fields. */
  @Test
  void theDefaultIsAbsentFromThePlan() throws Exception {
    var bytes = Wire.planBytes(plan(HandshakeCeiling.DEFAULT));
    assertEquals(0, dev.parallax.v1.ProbePlan.parseFrom(bytes).getHandshakesPerSecond());
    assertEquals(HandshakeCeiling.DEFAULT, PlanReader.read(bytes).ceiling());
  }

  @Test
  void aPlanBeyondTheBoundIsRefused() throws Exception {
    var beyond =
        dev.parallax.v1.ProbePlan.parseFrom(Wire.planBytes(plan(HandshakeCeiling.DEFAULT)))
            .toBuilder()
            .setHandshakesPerSecond(10_001)
            .build();
    assertThrows(IllegalArgumentException.class, () -> PlanReader.read(beyond.toByteArray()));
  }

  private static ProbePlan plan(HandshakeCeiling ceiling) {
    var probe = ProbeSpec.of(Target.parse("https://shop.example")).build();
    var second = Duration.ofSeconds(1);
    return new ProbePlan(1, List.of(probe), HelloRecipe.STANDARD, second, second, ceiling);
  }
}
