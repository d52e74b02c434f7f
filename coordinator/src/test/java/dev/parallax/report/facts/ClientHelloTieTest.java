package dev.parallax.report.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
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
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Without a majority for one ClientHello, each report states this and the consequence. */
public final class ClientHelloTieTest {
  private static final List<VantageId> SOUND = Fixture.OUTSIDE.subList(0, 2);
  private static final List<VantageId> BOGUS = Fixture.OUTSIDE.subList(2, 4);
  private static final String SAID = "Different ClientHellos from equally many vantages: ";

  @Test
  void tie_isInEachReport() {
    var report = tied();
    var english = Catalogue.english();
    var line = SAID + english.names(SOUND) + " | " + english.names(BOGUS);

    for (var text :
        List.of(
            TextReport.write(report, english, 400),
            WideReport.write(report, english),
            ExplainText.write(report, english, 400))) {
      assertTrue(text.contains(line + "; all are compared"), text);
    }
    assertTrue(HtmlReport.write(report, english).contains(SAID));
    assertTrue(MarkdownReport.write(report, english).contains(SAID));
  }

  @Test
  void tie_isInTheJson() {
    var json = JsonReport.write(tied(), Catalogue.english());

    assertTrue(json.contains("\"clientHelloTies\""), json);
    assertEquals(
        List.of(new ClientHelloTie(List.of(SOUND, BOGUS))),
        ClientHelloTie.of(JsonReportReader.read(json).targets().getFirst()));
  }

  @Test
  void majority_isNoTie() {
    var english = Catalogue.english();
    for (var sweep : List.of(sweep(BOGUS.subList(0, 1), 4), sweep(List.of(), 4))) {
      assertFalse(TextReport.write(report(sweep), english).contains(SAID));
      assertFalse(JsonReport.write(report(sweep), english).contains("clientHelloTies"));
    }
  }

  /** The healthy target at this number of vantages, some of which sent another ClientHello. */
  private static Sweep sweep(List<VantageId> bogus, int vantages) {
    var sweep = Fixture.sweep().only(Fixture.FINE.name());
    var present = Set.copyOf(Fixture.OUTSIDE.subList(0, vantages));
    var seen =
        sweep.targets().getFirst().observations().stream()
            .filter(one -> present.contains(one.key().vantage()))
            .map(one -> bogus.contains(one.key().vantage()) ? bogus(one) : one)
            .toList();
    return sweep.withObservations(seen);
  }

  private static Observation bogus(Observation seen) {
    return seen.steps()
        .tls()
        .map(ClientHelloTieTest::bogus)
        .map(tls -> seen.with(seen.steps().with(tls)))
        .orElse(seen);
  }

  private static TlsStep bogus(TlsStep tls) {
    var sent = tls.hello();
    return new TlsStep(
        new TlsStep.SentHello(
            sent.serverName(), sent.random(), "ab".repeat(32), sent.bytes(), sent.ja4()),
        tls.agreed(),
        tls.chain(),
        tls.staple(),
        tls.central(),
        tls.certificateRequested(),
        tls.alert(),
        tls.traffic(),
        tls.sinceLastSend(),
        tls.took());
  }

  /** A report with a tie of two vantages against two. */
  public static Report tied() {
    return report(sweep(BOGUS, 4));
  }

  private static Report report(Sweep sweep) {
    var verdicts =
        Fixture.verdicts().stream().filter(judged -> judged.target().equals(Fixture.FINE)).toList();
    return Report.of(sweep, verdicts, ExitPolicy.DEFAULT);
  }
}
