package dev.parallax.agent.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SendingBudgetTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final SendingBudget budget =
      new SendingBudget(new SendingBudget.Rate(10, 5), new SendingBudget.Rate(2, 3), now::get);

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
    assertEquals("global budget", budget.take(Cost.CONNECTION, target(3)).orElseThrow().rule());
  }

  @Test
  void refusal_spendsNothing() {
    assertEquals(3, granted(1, 100));
    assertEquals("per-target budget", budget.take(Cost.CONNECTION, target(1)).orElseThrow().rule());
    assertEquals(2, granted(2, 2));
  }

  @Test
  void pause_fillsNoFurtherThanTheBurst() {
    assertEquals(3, granted(1, 10));
    pass(Duration.ofHours(1));
    assertEquals(3, granted(1, 10));
  }

  @Test
  void datagramsAndBytes_haveRatesOfTheirOwn() {
    assertEquals(Optional.empty(), rule(Cost.datagrams(800, 100)));
    assertEquals(Optional.of("per-target budget"), rule(Cost.datagrams(1, 1)));
    assertEquals(Optional.empty(), rule(Cost.bytes(900_000)));
    assertEquals(Optional.of("per-target budget"), rule(Cost.bytes(100_000)));
    pass(Duration.ofSeconds(1));
    assertEquals(Optional.empty(), rule(Cost.datagrams(200, 1)));
    assertEquals(Optional.empty(), rule(Cost.bytes(100_000)));
  }

  @Test
  void whatIsGivenBack_canBeSpentAgain() {
    assertEquals(Optional.empty(), rule(Cost.datagrams(800, 0)));
    budget.giveBack(Cost.datagrams(60, 0), target(1).getAddress());
    assertEquals(Optional.empty(), rule(Cost.datagrams(60, 0)));
    assertEquals(Optional.of("per-target budget"), rule(Cost.datagrams(1, 0)));
  }

  @Test
  void portsOfAnAddress_areCountedForAnHour() {
    var ample = new SendingBudget.Rate(1_000, 1_000);
    var wide = new SendingBudget(ample, ample, now::get);
    int reached = 0;
    for (int port = 1; port <= 200; port++) {
      reached += wide.take(Cost.CONNECTION, target(1, port)).isEmpty() ? 1 : 0;
    }
    assertEquals(64, reached);
    assertEquals(Optional.empty(), wide.take(Cost.CONNECTION, target(2, 200)));
    pass(Duration.ofMinutes(61));
    assertEquals(Optional.empty(), wide.take(Cost.CONNECTION, target(1, 200)));
  }

  @Test
  void namesAndAddresses_areCountedForAnHour() {
    for (int i = 0; i < BudgetLimits.STANDARD.names(); i++) {
      assertEquals(Optional.empty(), budget.name("n" + i));
    }
    assertEquals("global budget", budget.name("other").orElseThrow().rule());
    assertEquals(Optional.empty(), budget.name("n7"));
    for (int i = 0; i < BudgetLimits.STANDARD.addresses(); i++) {
      assertEquals(Optional.empty(), budget.take(Cost.bytes(0), far(i)));
    }
    assertEquals(
        Optional.of("global budget"),
        budget.take(Cost.bytes(0), far(1 << 15)).map(GateRefusal::rule));
    pass(Duration.ofMinutes(61));
    assertEquals(Optional.empty(), budget.name("other"));
    assertEquals(Optional.empty(), budget.take(Cost.bytes(0), far(1 << 15)));
  }

  @Test
  void heldConnections_areCountedUntilReleased_howeverLong() {
    for (int i = 0; i < BudgetLimits.STANDARD.heldAtAddress(); i++) {
      assertEquals(Optional.empty(), budget.hold(target(1).getAddress()));
    }
    pass(Duration.ofHours(2));
    assertEquals(
        Optional.of("per-target budget"),
        budget.hold(target(1).getAddress()).map(GateRefusal::rule));
    budget.release(target(1).getAddress());
    assertEquals(Optional.empty(), budget.hold(target(1).getAddress()));
  }

  private Optional<String> rule(Cost cost) {
    return budget.take(cost, target(1)).map(GateRefusal::rule);
  }

  private static InetSocketAddress far(int number) {
    return new InetSocketAddress(
        InetAddress.ofLiteral("11.0." + (number >> 8) + "." + (number & 255)), 443);
  }

  private static InetSocketAddress target(int host, int port) {
    return new InetSocketAddress(target(host).getAddress(), port);
  }

  private int granted(int host, int asked) {
    int granted = 0;
    for (int i = 0; i < asked; i++) {
      granted += budget.take(Cost.CONNECTION, target(host)).isEmpty() ? 1 : 0;
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
