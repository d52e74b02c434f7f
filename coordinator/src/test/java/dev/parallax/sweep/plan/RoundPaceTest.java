package dev.parallax.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RoundPaceTest {
  @Test
  void aSmallFleetIsProlongedByItsOffsetsOnly() {
    var pace = pace(4, "https://192.0.2.1");
    assertEquals(Duration.ofMillis(100), pace.interval());
    assertEquals(Duration.ofMillis(75), pace.prolonged());
  }

  @Test
  void aLargeFleetIsProlonged() {
    var pace = pace(400, "https://192.0.2.1");
    assertEquals(Duration.ofSeconds(10), pace.interval());
    assertEquals(Duration.ofMillis(50_000 + 399 * 25), pace.longest());
    assertEquals(Duration.ofMillis(50_000 + 399 * 25 - 1_000), pace.prolonged());
    assertTrue(pace.fits());
    assertFalse(pace(10_000, "https://192.0.2.1").fits());
  }

  /** Two ports of one host share its ceiling. */
  @Test
  void targetsOfOneHostTakeTurns() {
    var one = pace(400, "https://192.0.2.1");
    var same = pace(400, "https://192.0.2.1", "https://192.0.2.1:8443");
    var other = pace(400, "https://192.0.2.1", "https://192.0.2.2");
    assertEquals(one.longest(), other.longest());
    assertEquals(one.longest().plusSeconds(50), same.longest());
  }

  private static RoundPace pace(int vantages, String... targets) {
    var probes =
        Stream.of(targets)
            .map(target -> ProbeSpec.of(Target.parse(target)).trials(5).build())
            .toList();
    var spacing = Duration.ofMillis(200);
    var plan =
        new ProbePlan(
            1,
            List.copyOf(probes),
            HelloRecipe.STANDARD,
            spacing,
            Duration.ofSeconds(5),
            HandshakeCeiling.DEFAULT);
    return RoundPace.of(plan, vantages, FanOut.unknown());
  }
}
