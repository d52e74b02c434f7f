package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import dev.parallax.model.observation.CentralCheck.Source;
import dev.parallax.model.observation.CentralCheck.Status;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Every agent accepts the certificate; its authority answered the coordinator. */
class RevocationTest {
  private static final Instant GONE = Instant.parse("2026-02-20T08:00:00Z");
  private static final String ADDRESS = "http://crl.example/7.crl";

  private static final String PASSES =
      """
      vantage  base   control  no_sni  reference
      eu-a     ok     ok       ok      ok
      eu-b     ok     ok       ok      ok
      ap-c     ok     ok       ok      ok
      us-e     ok     ok       ok      ok
      inside   ok     ok       ok      ok
      """;

  @Test
  void revokedCertificate_isTheOrigins() {
    var verdict = first(PASSES, Status.REVOKED, seen -> true);
    assertEquals("ORIGIN/SERVICE O3 EVERYONE", AttributionTest.said(List.of(verdict)).strip());
    assertEquals(Grade.PROOF, verdict.grade());
    var finding =
        verdict.evidence().stream()
            .filter(evidence -> evidence.kind() == FindingKind.AUTHORITY_REVOKES)
            .findFirst()
            .orElseThrow();
    assertTrue(verdict.evidence().stream().noneMatch(RevocationTest::isCentral));
    assertEquals(
        "The authority revoked the server's own certificate, a0 (CN=shop.example), at"
            + " 2026-02-20T08:00:00Z (keyCompromise), by its CRL at http://crl.example/7.crl, which"
            + " the coordinator asked: the agents do not ask and accept the certificate.",
        Catalogue.english().evidence(finding));
  }

  /** The coordinator's answer arrived after all trials but one were checked. */
  @Test
  void answerAtOneTrial_holdsForTheCertificate() {
    var one = first(PASSES, Status.REVOKED, seen -> seen.key().vantage().name().equals("us-e"));
    assertEquals("ORIGIN/SERVICE O3 EVERYONE", AttributionTest.said(List.of(one)).strip());
  }

  @Test
  void anythingButARevocation_changesNothing() {
    for (var status : Status.values()) {
      if (status != Status.REVOKED) {
        var verdict = first(PASSES, status, seen -> true);
        assertEquals("HEALTHY", verdict.blame().name(), status::toString);
      }
    }
  }

  /** The answers are stored: no server is asked again. */
  @Test
  void storedSweep_hasTheSameVerdict() {
    var sweep = answered(PASSES, Status.REVOKED, seen -> true);
    var verdicts = Attribution.attribute(sweep);
    var document =
        JsonReport.write(Report.of(sweep, verdicts, ExitPolicy.DEFAULT), Catalogue.english());
    var again = Attribution.attribute(JsonReportReader.read(document)).getFirst();
    var first = verdicts.getFirst().verdicts().getFirst();
    assertEquals(first.hypothesis(), again.verdicts().getFirst().hypothesis());
    assertEquals(first.probability(), again.verdicts().getFirst().probability());
    assertEquals(
        first.evidence().stream().map(Evidence::kind).toList(),
        again.verdicts().getFirst().evidence().stream().map(Evidence::kind).toList());
  }

  /** The reader learns which certificate of the chain is revoked, in each language. */
  @Test
  void revokedIntermediate_isNamedByItsSubject() {
    var sweep = answered(PASSES, Status.REVOKED, seen -> true);
    var under = Grid.observations(sweep).stream().map(RevocationTest::underAnIntermediate).toList();
    var finding =
        attributed(Grid.with(sweep, under)).evidence().stream()
            .filter(evidence -> evidence.kind() == FindingKind.AUTHORITY_REVOKES)
            .findFirst()
            .orElseThrow();
    var english = Catalogue.english().evidence(finding);
    assertTrue(
        english.startsWith(
            "The authority revoked the intermediate certificate a0 (CN=shop.example) at"),
        english);
    var chinese = Catalogue.of(Language.ZH).evidence(finding);
    assertTrue(chinese.contains("吊销中间证书 a0（CN=shop.example）"), chinese);
  }

  /** The same observation with another leaf before the certificate. */
  private static Observation underAnIntermediate(Observation seen) {
    var steps = seen.steps();
    return steps
        .tls()
        .filter(tls -> !tls.chain().isEmpty())
        .map(tls -> seen.with(steps.with(withLeaf(tls))))
        .orElse(seen);
  }

  private static TlsStep withLeaf(TlsStep tls) {
    var sent = tls.chain().getFirst();
    var leaf =
        new CertificateFacts(
            "b0",
            "CN=leaf.example",
            sent.subject(),
            sent.names(),
            sent.notBefore(),
            sent.notAfter(),
            sent.key(),
            sent.signature(),
            sent.der());
    return new TlsStep(
        tls.hello(),
        tls.agreed(),
        List.of(leaf, sent),
        tls.staple(),
        tls.central(),
        tls.certificateRequested(),
        tls.alert(),
        tls.traffic(),
        tls.sinceLastSend(),
        tls.took());
  }

  /** A fault before the certificate stays as it was measured. */
  @Test
  void failureBeforeTheCertificate_isKept() {
    var text = PASSES.replaceAll("(?m)^(\\S+ +)ok ", "$1reset ");
    var before = Attribution.attribute(Grid.sweep(text)).getFirst().verdicts().getFirst();
    var after = first(text, Status.REVOKED, seen -> true);
    assertEquals(before.hypothesis(), after.hypothesis());
  }

  private static boolean isCentral(Evidence evidence) {
    return evidence.kind() == FindingKind.CENTRAL_ACCEPTS
        || evidence.kind() == FindingKind.CENTRAL_REFUSES;
  }

  private static Verdict first(String text, Status status, Predicate<Observation> answered) {
    return attributed(answered(text, status, answered));
  }

  private static Sweep answered(String text, Status status, Predicate<Observation> answered) {
    var sweep = Grid.sweep(text);
    var observations =
        Grid.observations(sweep).stream()
            .map(seen -> answered.test(seen) ? answered(seen, status) : seen)
            .toList();
    return Grid.with(sweep, observations);
  }

  private static Verdict attributed(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Observation answered(Observation seen, Status status) {
    var answer =
        new RevocationAnswer(
            "a0",
            Source.CRL,
            ADDRESS,
            status,
            status == Status.REVOKED ? Optional.of(GONE) : Optional.empty(),
            status == Status.REVOKED ? "keyCompromise" : "because");
    return seen.with(
        new CentralCheck(Optional.empty(), Optional.empty(), Optional.empty(), List.of(answer)));
  }
}
