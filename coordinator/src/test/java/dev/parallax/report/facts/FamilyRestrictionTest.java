package dev.parallax.report.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.report.ExitDecision;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Fixture;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.text.ExplainText;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.text.WideReport;
import dev.parallax.report.words.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A report of a sweep with one address family states the family, and the vantages without such an
 * address.
 */
final class FamilyRestrictionTest {
  private static final String SAID = "Only IPv6 addresses were probed";

  @Test
  void everyReport_saysIt() {
    var report = report(Fixture.sweep().over(Family.IPV6));
    var english = Catalogue.english();

    assertSaysIt(TextReport.write(report, english));
    assertSaysIt(WideReport.write(report, english));
    assertSaysIt(MarkdownReport.write(report, english));
    assertSaysIt(HtmlReport.write(report, english));
    assertSaysIt(ExplainText.write(report, english));
    assertTrue(JsonReport.write(report, english).contains("\"family\" : \"ipv6\""));
  }

  @Test
  void ofAnyFamily_nothingIsSaid() {
    var english = Catalogue.english();

    assertFalse(TextReport.write(Fixture.report(), english).contains(SAID));
    assertFalse(JsonReport.write(Fixture.report(), english).contains("\"family\""));
  }

  @Test
  void theNameHasNone_isSaidAndNothingElseIsClaimed() {
    var report = report(withoutIpv6(Fixture.OUTSIDE));
    var text = TextReport.write(report, Catalogue.english());

    assertSaysIt(text);
    assertTrue(text.contains("the name has none, by"), text);
    assertFalse(text.contains("too old"), text);
    assertEquals(ExitDecision.ExitReason.NO_ADDRESS, report.exit().cause());
    assertEquals(ExitCode.INCONCLUSIVE, report.exit().code());
    assertEquals(
        "https://fine.example.com: the name has no IPv6 address",
        Catalogue.english().exit(report.exit()));
  }

  @Test
  void onlySomeFoundNone_isNoReasonToEnd() {
    var report = report(withoutIpv6(Fixture.OUTSIDE.subList(0, 1)));
    var text = TextReport.write(report, Catalogue.english());

    assertTrue(text.contains("the name has none, by ap-c1"), text);
    assertEquals(ExitDecision.ExitReason.CLEAN, report.exit().cause());
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "ipv4", "ipv6"})
  void json_readsItBack(String word) {
    var family = Family.valueOf(word.toUpperCase(Locale.ROOT));
    var written = JsonReport.write(report(Fixture.sweep().over(family)), Catalogue.english());

    assertEquals(family, JsonReportReader.read(written).family());
  }

  /** The healthy target alone, with IPv4 addresses only at these vantages. */
  private static Sweep withoutIpv6(List<VantageId> lacking) {
    var sweep = Fixture.sweep().only(Fixture.FINE.name()).over(Family.IPV6);
    var results = sweep.targets().getFirst();
    var seen = new ArrayList<Observation>();
    (lacking.size() == 1 ? results.observations().stream() : Stream.<Observation>of())
        .filter(one -> !lacking.contains(one.key().vantage()))
        .forEach(seen::add);
    lacking.forEach(vantage -> seen.add(lacking(vantage)));
    return sweep.withTargets(List.of(results.with(seen)));
  }

  private static Observation lacking(VantageId vantage) {
    var answer = new DnsStep.AddressRecord(Fixture.ORIGIN, Duration.ofMinutes(1));
    var dns =
        new DnsStep(
            "192.0.2.53:53",
            "udp",
            "NOERROR",
            List.of(answer),
            false,
            0,
            List.of(),
            Duration.ofMillis(3));
    var key =
        new TrialKey(
            Fixture.ID, 1, Fixture.FINE.name(), vantage, Arm.BASE, "", Optional.empty(), 1);
    return new Observation(
        key,
        Fixture.PLAN,
        new Outcome.NotRun(NotRunReason.UNSUPPORTED, "the name has no ipv6 address"),
        Steps.of(dns));
  }

  private static Report report(Sweep sweep) {
    var verdicts =
        Fixture.verdicts().stream()
            .filter(
                judged ->
                    sweep.targets().stream()
                        .anyMatch(results -> results.target().equals(judged.target())))
            .toList();
    return Report.of(sweep, verdicts, ExitPolicy.DEFAULT);
  }

  private static void assertSaysIt(String text) {
    assertTrue(text.contains(SAID), text);
  }
}
