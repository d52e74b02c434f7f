package dev.parallax.report.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.observation.CentralCheck.Source;
import dev.parallax.model.observation.CentralCheck.Status;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.report.Fixture;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextWidth;
import dev.parallax.report.words.Catalogue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fixture's certificate is valid until the start of April 2025. */
class ExpiryTest {
  @ParameterizedTest
  @CsvSource({
    "2025-03-02T00:00:00Z, ''",
    "2025-03-02T00:00:01Z, expires in 29 days",
    "2025-03-20T00:00:00Z, expires in 12 days",
    "2025-03-31T06:00:00Z, expires within a day",
    "2025-04-01T00:00:01Z, expired 1 day ago",
    "2025-04-03T00:00:00Z, expired 2 days ago"
  })
  void isSaidWhenItIsNear(Instant now, String said) {
    var sweep = Fixture.sweep();
    var grid = new ObservationGrid(sweep.targets().getFirst(), sweep.vantages());
    var line = String.join(" ", new Expiry(grid, now, Catalogue.english()).lines(TextWidth.USUAL));
    assertEquals(
        said.isEmpty() ? List.of() : List.of("Certificate 1234567890ab " + said),
        line.isEmpty() ? List.of() : List.of(line.substring(0, line.indexOf(", at "))));
  }

  @Test
  void requiredStapleThatWasNotSent_isANote() {
    var sweep = Fixture.sweep();
    var results = sweep.targets().getFirst();
    var unstapled =
        new TargetResults(
            results.target(),
            results.inside(),
            results.observations().stream().map(ExpiryTest::unstapled).toList(),
            results.coordinatorDns());
    var grid = new ObservationGrid(unstapled, sweep.vantages());
    var texts = new Expiry(grid, Instant.EPOCH, Catalogue.english()).texts();
    assertEquals(1, texts.size(), texts::toString);
    assertTrue(texts.getFirst().contains("(must-staple) and none was sent"), texts::toString);
  }

  @Test
  void serverThatDidNotAnswer_isANote() {
    var reached =
        texts(
            answer("a1", Status.UNREACHABLE, "no answer within 1500 ms"),
            answer("b2", Status.STALE, "valid until yesterday"),
            answer("b2", Status.GOOD, ""));
    assertEquals(
        List.of(
            "Not known whether certificate a1 is revoked, by its CRL at http://crl.test/1: no"
                + " answer within 1500 ms"),
        reached);
  }

  private static RevocationAnswer answer(String certificate, Status status, String detail) {
    return new RevocationAnswer(
        certificate, Source.CRL, "http://crl.test/1", status, Optional.empty(), detail);
  }

  private static List<String> texts(RevocationAnswer... answers) {
    var none = Optional.<FailureWord>empty();
    var check = new CentralCheck(none, none, Optional.empty(), List.of(answers));
    var sweep = Fixture.sweep();
    var results = sweep.targets().getFirst();
    var checked =
        new TargetResults(
            results.target(),
            results.inside(),
            results.observations().stream().map(seen -> seen.with(check)).toList(),
            results.coordinatorDns());
    var grid = new ObservationGrid(checked, sweep.vantages());
    return new Expiry(grid, Instant.EPOCH, Catalogue.english()).texts();
  }

  private static Observation unstapled(Observation seen) {
    var none = Optional.<Instant>empty();
    var missing = new OcspStaple(OcspStaple.Status.MISSING, none, none, none, "");
    return seen.steps()
        .tls()
        .map(tls -> seen.with(seen.steps().with(tls.with(missing))))
        .orElse(seen);
  }
}
