package dev.parallax.report.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.facts.ResponseRemark.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ResponseRemarkTest {
  private static final Target SHOP = Target.parse("shop.example");

  @Test
  void statusesRedirectsAndNotesAreGroupedByVantages() {
    var seen =
        List.of(
            failed("a", 421),
            failed("b", 503),
            failed("c", 503),
            ok("d", response(302, Map.of("location", "https://sso.example/"), List.of("/login"))),
            ok(
                "e",
                new HttpStep(
                    "HTTP/1.1",
                    200,
                    Map.of(),
                    List.of(),
                    "",
                    Optional.empty(),
                    Duration.ofMillis(1),
                    List.of(HttpNote.BARE_LF))));
    assertEquals(
        List.of(
            new ResponseRemark(Kind.STATUS, "503", List.of(id("b"), id("c"))),
            new ResponseRemark(Kind.STATUS, "421", List.of(id("a"))),
            new ResponseRemark(Kind.REDIRECT, "/login → https://sso.example/", List.of(id("d"))),
            new ResponseRemark(Kind.NOTE, "BARE_LF", List.of(id("e")))),
        ResponseRemark.of(new TargetResults(SHOP, Map.of(), seen)));
  }

  private static Observation failed(String vantage, int status) {
    var failure = new Failure(Step.HTTP, FailureWord.httpStatus(status), status + " No");
    return seen(vantage, new Outcome.Failed(failure), response(status, Map.of(), List.of()));
  }

  private static Observation ok(String vantage, HttpStep step) {
    return seen(vantage, new Outcome.Ok(), step);
  }

  private static HttpStep response(
      int status, Map<String, String> headers, List<String> redirects) {
    return new HttpStep(
        "HTTP/1.1", status, headers, redirects, "", Optional.empty(), Duration.ofMillis(1));
  }

  private static Observation seen(String vantage, Outcome outcome, HttpStep step) {
    var key =
        new TrialKey(
            new SweepId("s"), 1, SHOP.name(), id(vantage), Arm.BASE, "", Optional.empty(), 1);
    var steps = new Steps(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(step));
    return new Observation(key, "", outcome, steps);
  }

  private static VantageId id(String name) {
    return new VantageId(name);
  }
}
