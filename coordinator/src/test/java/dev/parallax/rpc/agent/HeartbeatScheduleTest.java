package dev.parallax.rpc.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.AgentLink;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeartbeatScheduleTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final HeartbeatSchedule schedule = new HeartbeatSchedule(new Random(1));

  @ParameterizedTest
  @CsvSource({"1,20000,500", "5000,20000,16666", "10000,40000,33333", "100000,400000,60000"})
  void timesGrowWithTheFleet(int agents, long intervalMillis, long spreadMillis) {
    var pace = FleetPace.of(agents);
    assertEquals(intervalMillis, pace.interval().toMillis());
    assertEquals(spreadMillis, pace.reconnectSpread().toMillis());
  }

  @Test
  void agentsThatConnectTogether_areCalledOverTheWholeInterval() {
    var fleet = fleet(1_000);
    for (int second = 0; second <= 60; second++) {
      int called = schedule.due(fleet, second * SECOND).size();
      assertTrue(called <= 100, "in second " + second + ": " + called);
    }
  }

  @Test
  void everyAgentIsCalledOnceAnInterval() {
    var calls = calls(fleet(100), /* seconds= */ 60);
    assertTrue(
        calls.values().stream().allMatch(count -> count >= 2 && count <= 4), calls::toString);
    assertEquals(100, calls.size());
  }

  @Test
  void tenThousand_areAtMost250ASecond() {
    var fleet = fleet(10_000);
    int most = 0;
    var called = new ArrayList<AgentLink>();
    for (int second = 0; second <= 45; second++) {
      var due = schedule.due(fleet, second * SECOND);
      most = Math.max(most, due.size());
      called.addAll(due);
    }
    assertTrue(most <= 250, "at most " + most);
    assertEquals(10_000, called.stream().distinct().count());
  }

  @Test
  void anAgentThatLeft_isForgotten() {
    var fleet = fleet(10);
    schedule.due(fleet, 0);
    assertEquals(List.of(), schedule.due(List.of(), 100 * SECOND));
  }

  private Map<AgentLink, Integer> calls(List<AgentLink> fleet, int seconds) {
    var calls = new HashMap<AgentLink, Integer>();
    for (int second = 0; second <= seconds; second++) {
      schedule.due(fleet, second * SECOND).forEach(link -> calls.merge(link, 1, Integer::sum));
    }
    return calls;
  }

  /** Links of which only the identity is used. */
  private static List<AgentLink> fleet(int agents) {
    return Stream.generate(HeartbeatScheduleTest::link).limit(agents).toList();
  }

  private static AgentLink link() {
    return (AgentLink)
        Proxy.newProxyInstance(
            AgentLink.class.getClassLoader(),
            new Class<?>[] {AgentLink.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" ->
                      System.identityHashCode(self) == System.identityHashCode(arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
