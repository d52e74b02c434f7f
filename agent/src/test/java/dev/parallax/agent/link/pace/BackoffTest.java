package dev.parallax.agent.link.pace;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  @Test
  void growsToItsCapAndNoFurther() {
    var backoff = new Backoff(new Random(1));
    var longest = Duration.ZERO;
    for (int attempt = 0; attempt < 200; attempt++) {
      var pause = backoff.next(1);
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }

    assertTrue(longest.compareTo(Duration.ofSeconds(30)) <= 0, longest::toString);
    assertTrue(longest.compareTo(Duration.ofSeconds(29)) > 0, longest::toString);
  }

  @Test
  void startsSmallAgainAfterTheLinkStoodAsLongAsTheLongestWait() {
    var backoff = afterTenFailures();
    backoff.stood(Duration.ofSeconds(60));
    assertTrue(backoff.next(1).compareTo(Duration.ofMillis(500)) <= 0);
  }

  @Test
  void theFirstWaitIsSpreadAsTheCoordinatorRequested() {
    var longest = Duration.ZERO;
    for (int agent = 0; agent < 1_000; agent++) {
      var backoff = new Backoff(new Random(agent));
      backoff.spread(Duration.ofSeconds(33));
      var pause = backoff.next(1);
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    assertTrue(longest.compareTo(Duration.ofSeconds(33)) <= 0, longest::toString);
    assertTrue(longest.compareTo(Duration.ofSeconds(32)) > 0, longest::toString);
  }

  @Test
  void withTwoAddresses_theBoundDoublesAfterBoth() {
    var backoff = new Backoff(new Random(1));
    for (int attempt = 0; attempt < 8; attempt++) {
      var pause = backoff.next(2);
      assertTrue(
          pause.compareTo(Duration.ofMillis(500L << (attempt / 2))) <= 0, attempt + ": " + pause);
    }
  }

  @Test
  void aSpreadBeyondTheCapIsTheCap() {
    var backoff = new Backoff(new Random(1));
    backoff.spread(Duration.ofDays(1));
    for (int attempt = 0; attempt < 100; attempt++) {
      assertTrue(backoff.next(1).compareTo(Duration.ofSeconds(60)) <= 0);
    }
  }

  @Test
  void aCoordinatorThatGreetsAndLeavesShortensNoWait() {
    var backoff = afterTenFailures();
    var longest = Duration.ZERO;
    for (int attempt = 0; attempt < 20; attempt++) {
      backoff.stood(Duration.ofMillis(1));
      var pause = backoff.next(1);
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    assertTrue(longest.compareTo(Duration.ofSeconds(15)) > 0, longest::toString);
  }

  private static Backoff afterTenFailures() {
    var backoff = new Backoff(new Random(1));
    for (int attempt = 0; attempt < 10; attempt++) {
      backoff.next(1);
    }
    return backoff;
  }
}
