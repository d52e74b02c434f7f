package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CoordinatorListTest {
  private static final HostPort JOINED = HostPort.parse("a.test:7443");
  private static final VantageId VANTAGE = new VantageId("eu-a-1");

  private final List<List<HostPort>> kept = new ArrayList<>();
  private final CoordinatorList coordinators =
      new CoordinatorList(LinkRoute.direct(JOINED), VANTAGE, List.of(), kept::add);

  @Test
  void withoutAList_theAddressOfTheJoinIsTriedAgain() {
    coordinators.advance();
    assertEquals(JOINED, coordinators.current());
    assertEquals(1, coordinators.size());
  }

  @Test
  void eachIsTriedOnce_beforeOneIsTriedAgain() {
    coordinators.replace(List.of("a.test:7443", "b.test:7443", "c.test:7443"));
    var tried = new ArrayList<HostPort>();
    for (int attempt = 0; attempt < 3; attempt++) {
      tried.add(coordinators.current());
      coordinators.advance();
    }
    assertEquals(3, tried.stream().distinct().count());
    assertEquals(tried.getFirst(), coordinators.current());
  }

  @Test
  void aNewList_keepsTheStreamAtItsAddress_andTheAddressOfTheJoin() {
    coordinators.replace(List.of("b.test:7443", "[2001:db8::1]:7443"));
    assertEquals(JOINED, coordinators.current());
    assertEquals(3, coordinators.size());
  }

  @Test
  void aChangedListIsKept_andTheSameListIsNot() {
    coordinators.replace(List.of("b.test:7443"));
    coordinators.replace(List.of("b.test:7443"));
    coordinators.replace(List.of());
    assertEquals(List.of(List.of(HostPort.parse("b.test:7443")), List.of()), kept);
    assertEquals(1, coordinators.size());
  }

  @Test
  void malformedAddresses_andThoseBeyondTheLimit_areLeftOut() {
    coordinators.replace(List.of("b.test", "b.test:0", "\u001b[2J:7443", "c.test:7443"));
    assertEquals(2, coordinators.size());
    coordinators.replace(Collections.nCopies(1_000, "d.test:7443"));
    assertEquals(2, coordinators.size());
    coordinators.replace(
        IntStream.range(0, 1_000).mapToObj(number -> "n" + number + ".test:7443").toList());
    assertEquals(CoordinatorList.MOST_ADDRESSES + 1, coordinators.size());
  }

  @Test
  void firstChoice_isNamedWhileAnotherIsInUse() {
    coordinators.replace(List.of("a.test:7443", "b.test:7443", "c.test:7443"));
    coordinators.restart();
    assertEquals(Optional.empty(), coordinators.firstChoice());
    var first = coordinators.current();
    coordinators.advance();
    assertEquals(Optional.of(LinkRoute.direct(first)), coordinators.firstChoice());
    coordinators.restart();
    assertEquals(first, coordinators.current());
  }

  @Test
  void agentsDivideOverTheCoordinators_alsoWhenOneIsLost() {
    var first = new HashMap<HostPort, Integer>();
    var second = new HashMap<HostPort, Integer>();
    for (int agent = 0; agent < 900; agent++) {
      var own = ofAgent(agent);
      first.merge(own.current(), 1, Integer::sum);
      if (own.current().equals(JOINED)) {
        own.advance();
        second.merge(own.current(), 1, Integer::sum);
      }
    }
    assertDivided(first, 3, 300);
    assertDivided(second, 2, 150);
  }

  private static CoordinatorList ofAgent(int number) {
    return new CoordinatorList(
        LinkRoute.direct(JOINED),
        new VantageId("v-" + number),
        List.of(JOINED, HostPort.parse("b.test:7443"), HostPort.parse("c.test:7443")),
        _ -> {});
  }

  private static void assertDivided(Map<HostPort, Integer> counts, int coordinators, int each) {
    assertEquals(coordinators, counts.size(), counts::toString);
    assertTrue(
        counts.values().stream().allMatch(count -> Math.abs(count - each) < each / 4),
        counts::toString);
  }
}
