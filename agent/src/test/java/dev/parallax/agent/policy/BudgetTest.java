package dev.parallax.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final Budget budget = new Budget(new Budget.Rate(10, 5), new Budget.Rate(2, 3), now::get);

  @Test
  void burstOfOneTarget_thenItsRate() {
    assertEquals(3, granted(1, 10));
    pass(Duration.ofMillis(499));
    assertEquals(0, granted(1, 10));
    pass(Duration.ofMillis(2));
    assertEquals(1, granted(1, 10));
  }

  @Test
  void otherTarget_hasItsOwn_withinTheGlobal() {
    assertEquals(3, granted(1, 10));
    assertEquals(2, granted(2, 10));
    assertEquals("global budget", budget.take(target(3)).orElseThrow().rule());
  }

  @Test
  void refusal_spendsNothing() {
    assertEquals(3, granted(1, 100));
    assertEquals("per-target budget", budget.take(target(1)).orElseThrow().rule());
    assertEquals(2, granted(2, 2));
  }

  @Test
  void pause_fillsNoFurtherThanTheBurst() {
    assertEquals(3, granted(1, 10));
    pass(Duration.ofHours(1));
    assertEquals(3, granted(1, 10));
  }

  private int granted(int host, int asked) {
    int granted = 0;
    for (int i = 0; i < asked; i++) {
      granted += budget.take(target(host)).isEmpty() ? 1 : 0;
    }
    return granted;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static InetSocketAddress target(int host) {
    return new InetSocketAddress(InetAddress.ofLiteral("192.0.2." + host), 443);
  }
}
