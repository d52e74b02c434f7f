package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What changed on the hosts of failing vantages since the last healthy sweep. */
final class HostChangesTest {
  private static final VantageId HERE = Fixture.OUTSIDE.getFirst();
  private static final Map<String, String> BEFORE =
      Map.of(
          "resolver", "192.0.2.53:53",
          "ca_bundle_sha256", "aaaa",
          "default_route_ipv4", "eth0 192.0.2.1",
          "proxy", "none");

  @Test
  void anotherNameServer_isEvidenceOfAFailureOfDns() {
    var report = report(Map.of("resolver", "198.51.100.53:53"), Step.DNS, FailureWord.DNS_TIMEOUT);
    var sentence =
        "name servers changed at ap-c1 since the last healthy sweep (20260130-120000-well):"
            + " 192.0.2.53:53 → 198.51.100.53:53";

    var text = TextReport.write(report, Catalogue.english());
    assertTrue(flat(text).contains(sentence), text);
    assertTrue(HtmlReport.write(report, Catalogue.english()).contains(sentence));
    var json = JsonReport.write(report, Catalogue.english());
    assertTrue(json.contains(sentence), json);
    assertTrue(json.contains("\"name_servers\""), json);
    assertTrue(
        flat(TextReport.write(report, Catalogue.of(Language.ZH)))
            .contains("192.0.2.53:53 → 198.51.100.53:53"));
  }

  @Test
  void theControls_passAndHaveNotChanged() {
    var found =
        evidence(report(Map.of("resolver", "198.51.100.53:53"), Step.DNS, FailureWord.DNS_TIMEOUT));

    assertEquals(List.of(HERE), found.getFirst().failing());
    assertEquals(List.of(Fixture.LAN), found.getFirst().controls());
    assertEquals(0, found.getFirst().weight());
  }

  @Test
  void aChangeThatCannotCauseTheFailure_isShownAndIsNoEvidence() {
    var report =
        report(
            Map.of("resolver", "198.51.100.53:53", "ca_bundle_sha256", "bbbb", "proxy", "set"),
            Step.TLS,
            FailureWord.RESET_AFTER_HELLO);

    assertEquals(List.of(), evidence(report));
    var changes = report.history().getFirst().targets().getFirst().changes();
    var aspects = changes.stream().map(Change::aspect).toList();
    assertTrue(aspects.contains(Aspect.NAME_SERVERS), aspects.toString());
    assertTrue(aspects.contains(Aspect.CA_BUNDLE), aspects.toString());
    assertTrue(aspects.contains(Aspect.PROXY), aspects.toString());
  }

  @Test
  void trustBearsOnCertificates_routesOnConnections() {
    var now = Map.of("ca_bundle_sha256", "bbbb", "default_route_ipv4", "tun0");

    assertEquals("CA_BUNDLE", fact(report(now, Step.TLS, FailureWord.CERT_UNKNOWN_ISSUER)));
    assertEquals("IPV4_ROUTE", fact(report(now, Step.TCP, FailureWord.CONNECT_TIMEOUT)));
  }

  @Test
  void aFactThatAnOlderAgentDidNotSend_hasNotChanged() {
    var report = report(Map.of("hosts_file", "1 names 00"), Step.DNS, FailureWord.DNS_TIMEOUT);

    assertEquals(List.of(), evidence(report));
    assertFalse(TextReport.write(report, Catalogue.english()).contains("hosts file"));
  }

  private static String fact(Report report) {
    var found = evidence(report);
    assertEquals(1, found.size(), found.toString());
    return found.getFirst().parameters().getOrDefault("fact", "");
  }

  private static List<Evidence> evidence(Report report) {
    return report.verdicts().getFirst().verdicts().stream()
        .flatMap(verdict -> verdict.evidence().stream())
        .filter(one -> one.kind() == FindingKind.HOST_CHANGED)
        .toList();
  }

  private static Report report(Map<String, String> changed, Step step, FailureWord word) {
    var now = new TreeMap<>(BEFORE);
    now.putAll(changed);
    var failing = Fixture.verdicts().getFirst().verdicts().getFirst();
    var verdict = failing(failing, step, word);
    var before =
        Report.of(
            described(DayBefore.healthy(), BEFORE),
            List.of(new TargetVerdicts(Fixture.SHOP, Fixture.verdicts().getLast().verdicts())),
            ExitPolicy.DEFAULT);
    var after =
        Report.of(
            described(DayBefore.shop(), now),
            List.of(new TargetVerdicts(Fixture.SHOP, List.of(verdict))),
            ExitPolicy.DEFAULT);
    return after.with(List.of(Diff.of(before, after)));
  }

  private static Verdict failing(Verdict like, Step step, FailureWord word) {
    return new Verdict(
        like.blame(),
        like.segment(),
        like.hypothesis(),
        Optional.of(word),
        Optional.of(step),
        like.scope(),
        like.hops(),
        like.probability(),
        like.calibrated(),
        like.grade(),
        like.explains(),
        like.evidence(),
        like.credibleSet(),
        like.notRun(),
        like.nextProbes());
  }

  /** The facts of one vantage are these, of every other those of before. */
  private static Sweep described(Sweep sweep, Map<String, String> here) {
    return sweep.withVantages(
        sweep.vantages().stream()
            .map(
                one ->
                    new Vantage(
                        one.id(),
                        one.labels(),
                        one.agentVersion(),
                        one.clockOffset(),
                        one.id().equals(HERE) ? here : BEFORE))
            .toList());
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
