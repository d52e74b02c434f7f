package dev.parallax.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.Fixture;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.words.Catalogue;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The differences of durations and paths; a and b fail, c and d pass. */
final class DifferencesTest {
  private static final Outcome OK = new Outcome.Ok();
  private static final Outcome REFUSED =
      new Outcome.Failed(new Failure(Step.HTTP, FailureWord.HTTP_RESET, ""));
  private static final Outcome CUT =
      new Outcome.Failed(new Failure(Step.TCP, FailureWord.CONNECT_TIMEOUT, ""));
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("192.0.2.99");

  private final List<Observation> seen = new ArrayList<>();
  private Map<VantageId, Optional<InetAddress>> inside = Map.of();

  @Test
  void slowWhereItFails_isTold() {
    connects("a", REFUSED, 210);
    connects("b", REFUSED, 300);
    connects("c", OK, 20);
    connects("d", OK, 31);

    assertEquals(
        List.of("≠ TCP, median | 210ms (210ms–300ms) | 20ms (20ms–31ms)"), rows("TCP, median"));
  }

  @Test
  void slowerMostly_isToldButSetsNothingApart() {
    connects("a", REFUSED, 210);
    connects("b", REFUSED, 25);
    connects("b", REFUSED, 240);
    connects("c", OK, 20);
    connects("d", OK, 31);
    connects("d", OK, 33);

    assertEquals(List.of(), rows("≠ TCP, median"));
  }

  @Test
  void nearlyAlike_isNotTold() {
    connects("a", REFUSED, 39);
    connects("c", OK, 20);

    assertEquals(List.of(), rows("TCP, median"));
  }

  @Test
  void referencesAsFarApart_itIsTheDistance() {
    connects("a", REFUSED, 210);
    connects("c", OK, 20);
    add("a", Arm.REFERENCE, OK, Fixture.ORIGIN, connected(190), Optional.empty());
    add("c", Arm.REFERENCE, OK, Fixture.ORIGIN, connected(15), Optional.empty());

    assertEquals(List.of(), rows("TCP, median"));
  }

  @Test
  void neverConnected_hasNoTime() {
    connects("a", CUT, 5_000);
    connects("c", OK, 20);

    assertEquals(List.of(), rows("TCP, median"));
  }

  @Test
  void passingInsideAlone_isNoMeasure() {
    inside = Map.of(new VantageId("c"), Optional.empty());
    connects("a", REFUSED, 210);
    connects("c", OK, 0);

    assertEquals(List.of(), rows("TCP, median"));
  }

  @Test
  void routerOfAllThatFail_theFarthestIsTold() {
    failAndPass();
    walks("a", "10.1.0.1", "10.9.0.1", "10.9.0.2", "10.0.0.1");
    walks("b", "10.2.0.1", "10.9.0.1", "10.9.0.2", "10.0.0.1");
    walks("c", "10.3.0.1", "10.8.0.1", "10.8.0.2", "10.0.0.1");
    walks("d", "10.4.0.1", "10.8.0.1", "10.8.0.2", "10.0.0.1");

    assertEquals(List.of("≠ router | 10.9.0.2, hop 3 | on none of 2 other paths"), rows("router"));
  }

  @Test
  void routerThatAPassingOneCrosses_isNotTold() {
    failAndPass();
    walks("a", "10.1.0.1", "10.9.0.1");
    walks("b", "10.2.0.1", "10.9.0.1");
    walks("c", "10.3.0.1", "10.9.0.1");

    assertEquals(List.of(), rows("router"));
  }

  @Test
  void gatewayOfOneVantage_isNotTold() {
    connects("a", REFUSED, 20);
    connects("c", OK, 20);
    walks("a", "10.1.0.1", "10.0.0.1");
    walks("c", "10.3.0.1", "10.0.0.1");

    assertEquals(List.of(), rows("router"));
  }

  @Test
  void waysToOtherAddresses_areNotCompared() {
    failAndPass();
    add("a", Arm.TRACEROUTE, OK, ELSEWHERE, Optional.empty(), path("10.1.0.1", "10.9.0.1"));
    add("b", Arm.TRACEROUTE, OK, ELSEWHERE, Optional.empty(), path("10.2.0.1", "10.9.0.1"));
    walks("c", "10.3.0.1", "10.8.0.1");

    assertEquals(List.of(), rows("router"));
  }

  private void failAndPass() {
    List.of("a", "b").forEach(one -> connects(one, REFUSED, 20));
    List.of("c", "d").forEach(one -> connects(one, OK, 20));
  }

  private void connects(String vantage, Outcome outcome, int millis) {
    add(vantage, Arm.BASE, outcome, Fixture.ORIGIN, connected(millis), Optional.empty());
  }

  private void walks(String vantage, String... routers) {
    add(vantage, Arm.TRACEROUTE, OK, Fixture.ORIGIN, Optional.empty(), path(routers));
  }

  private void add(
      String vantage,
      Arm arm,
      Outcome outcome,
      InetAddress address,
      Optional<TcpStep> tcp,
      Optional<PathStep> path) {
    var key =
        new TrialKey(
            Fixture.ID,
            1,
            Fixture.SHOP.name(),
            new VantageId(vantage),
            arm,
            "",
            Optional.of(address),
            seen.size() + 1);
    var steps =
        new Steps(
            Optional.empty(), tcp, Optional.empty(), Optional.empty(), path, Optional.empty());
    seen.add(new Observation(key, Fixture.PLAN, outcome, steps));
  }

  private static Optional<TcpStep> connected(int millis) {
    return Optional.of(
        new TcpStep(Fixture.ORIGIN, 443, 40_000, Duration.ofMillis(millis), Optional.empty()));
  }

  private static Optional<PathStep> path(String... routers) {
    var replies = new ArrayList<PathStep.Reply>();
    for (int hop = 1; hop <= routers.length; hop++) {
      var router = Optional.of(InetAddress.ofLiteral(routers[hop - 1]));
      replies.add(new PathStep.Reply(hop, router, 11, 0, Optional.of(Duration.ofMillis(hop))));
    }
    return Optional.of(new PathStep("udp", replies));
  }

  private List<String> rows(String title) {
    var vantages =
        List.of("a", "b", "c", "d").stream()
            .map(
                name ->
                    new Vantage(new VantageId(name), Map.of(), "0.1.0", Optional.empty(), Map.of()))
            .toList();
    var grid = new ObservationGrid(new TargetResults(Fixture.SHOP, inside, seen), vantages);
    return new Differences(grid, Catalogue.english())
        .rows(List.of(new VantageId("a"), new VantageId("b"))).stream()
            .filter(row -> row.title().contains(title))
            .map(row -> String.join(" | ", row.title().strip(), row.failing(), row.passing()))
            .toList();
  }
}
