package dev.parallax.sweep.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.health.Vitals;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.sweep.SampleSweep;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real chains of small authorities, valid from a day before noon to a day after. */
final class CentralChecksTest {
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Optional<FailureWord> VALID = Optional.empty();
  private static final CentralCheck FINE = new CentralCheck(VALID, VALID, Optional.empty());

  private static X509Certificate root;
  private static List<CertificateFacts> chain;

  @BeforeAll
  static void issue() throws Exception {
    var authority = authority("root");
    root = authority.getCertificate();
    var leaf = dated("leaf").addSanDnsName("shop.test").buildIssuedBy(authority);
    chain = List.of(CertificateReader.facts(leaf.getCertificate().getEncoded()));
  }

  @Test
  void valid_atAllThreeClocks() {
    var check = check(checks(Duration.ofSeconds(2)), seen("Sun, 01 Mar 2026 12:00:03 GMT"));
    assertEquals(Optional.of(new CentralCheck(VALID, VALID, at(VALID))), check);
  }

  @Test
  void eachClockHasItsOwnSay() {
    var check = check(checks(WEEK.negated()), seen("Mon, 01 Mar 2027 12:00:00 GMT"));
    var expected =
        new CentralCheck(
            VALID,
            Optional.of(FailureWord.CERT_NOT_YET_VALID),
            at(Optional.of(FailureWord.CERT_EXPIRED)));
    assertEquals(Optional.of(expected), check);
  }

  @Test
  void clockNobodyMeasured_isTakenForOurs_andWhatIsNoDateForNone() {
    var checks = new CentralChecks(List.of(root), clock(), vantage -> Optional.empty());
    assertEquals(Optional.of(FINE), check(checks, seen("\u202eyesterday")));
  }

  @Test
  void authorityUnknownHere_isSaidAtEachClock() throws Exception {
    var stranger = authority("stranger").getCertificate();
    var checks = new CentralChecks(List.of(stranger), clock(), vantage -> Optional.of(WEEK));
    var unknown = Optional.of(FailureWord.CERT_UNKNOWN_ISSUER);
    assertEquals(
        Optional.of(new CentralCheck(unknown, unknown, Optional.empty())), check(checks, seen("")));
  }

  @Test
  void revocationTheAgentVerified_counts() {
    var now = Optional.of(SampleSweep.NOON);
    var staple = new OcspStaple(OcspStaple.Status.REVOKED, now, Optional.empty(), now, "");
    var check = check(checks(Duration.ZERO), seen(tls(chain).with(staple), ""));
    assertEquals(Optional.of(FailureWord.CERT_REVOKED), check.orElseThrow().atCoordinator());
  }

  @Test
  void whatAnAgentClaims_isNotKept() {
    var withoutBundle = new CentralChecks(List.of(), clock(), vantage -> Optional.empty());
    assertEquals(Optional.empty(), check(withoutBundle, seen(tls(chain).with(FINE), "")));
    assertEquals(
        Optional.empty(), check(checks(Duration.ZERO), seen(tls(List.of()).with(FINE), "")));
  }

  @Test
  void manyVantagesOneChain_isOneQuestion_untilADatePasses() {
    var checks = checks(Duration.ofSeconds(5));
    for (int trial = 1; trial <= 100; trial++) {
      check(checks, seen(""));
    }
    assertEquals(1, checks.remembered());
    check(checks, seen("Mon, 01 Mar 2027 12:00:00 GMT"));
    assertEquals(2, checks.remembered());
  }

  @Test
  void whatIsNoCertificate_isNoTrouble() {
    var junk = List.of(CertificateReader.facts(new byte[] {0x30, 3, 2, 1, 0}));
    var check = check(checks(Duration.ZERO), seen(tls(junk), "")).orElseThrow();
    assertEquals(Optional.of(FailureWord.CERT_MALFORMED), check.atCoordinator());
  }

  @Test
  void pathOfAValidChain_endsAtTheAnchor() {
    var checks = checks(Duration.ZERO);
    var seen = seen("");
    var path = checks.path(seen, check(checks, seen).orElseThrow()).orElseThrow();
    assertEquals(2, path.size());
    assertEquals(root, path.getLast());
  }

  /** Whoever made the certificate may have named any address in it. */
  @Test
  void refusedChain_isNotAskedFor() throws Exception {
    var stranger = authority("stranger").getCertificate();
    var checks = new CentralChecks(List.of(stranger), clock(), vantage -> Optional.empty());
    var seen = seen("");
    assertEquals(Optional.empty(), checks.path(seen, check(checks, seen).orElseThrow()));
  }

  @Test
  void answersOfTheAuthority_arriveWithTheCheck() throws Exception {
    var answer =
        new CentralCheck.RevocationAnswer(
            "00",
            CentralCheck.Source.CRL,
            "http://crl.test/1",
            CentralCheck.Status.GOOD,
            Optional.empty(),
            "");
    var mail = new LinkedBlockingQueue<Mail>();
    var slow = new CompletableFuture<List<CentralCheck.RevocationAnswer>>();
    var broken = new IllegalStateException("no thread");
    var answers =
        new ArrayDeque<>(
            List.of(
                slow, CompletableFuture.<List<CentralCheck.RevocationAnswer>>failedFuture(broken)));
    try (var queue =
        new CheckQueue(
            checks(Duration.ZERO),
            path -> answers.remove(),
            (sweep, told) -> mail.add(told),
            new Vitals())) {
      queue.add(seen(""), 1_000);
      queue.add(seen("Sun, 01 Mar 2026 12:00:03 GMT"), 1_000);
      assertEquals(Optional.of(new CentralCheck(VALID, VALID, at(VALID))), next(mail));
      slow.complete(List.of(answer));
      assertEquals(Optional.of(FINE.with(List.of(answer))), next(mail));
    }
  }

  private static Optional<CentralCheck> next(LinkedBlockingQueue<Mail> mail) throws Exception {
    return ((Mail.Checked) Objects.requireNonNull(mail.poll(10, TimeUnit.SECONDS))).check();
  }

  /** An authority that no client trusts. */
  static X509Certificate root() throws Exception {
    return authority("stranger").getCertificate();
  }

  /** A base trial with an undecodable chain. */
  static Observation withChain(int trial) {
    var junk = List.of(CertificateReader.facts(new byte[] {0x30, 3, 2, 1, 0}));
    return SampleSweep.base("a", trial, SampleSweep.OK)
        .with(
            new Steps(
                Optional.empty(), Optional.empty(), Optional.of(tls(junk)), Optional.empty()));
  }

  /**
   * A chain that this decoder does not validate is no fault of the server, and neither is a claim
   * of the agent.
   */
  @ParameterizedTest
  @ValueSource(ints = {0x30, 0xa0})
  void nestedCertificate_hasNoCheck(int tag) {
    var nested = new byte[33_000];
    for (int at = 0; at + 4 < nested.length; at += 4) {
      int length = nested.length - at - 4;
      nested[at] = (byte) tag;
      nested[at + 1] = (byte) 0x82;
      nested[at + 2] = (byte) (length >> 8);
      nested[at + 3] = (byte) length;
    }
    var claimed = new CentralCheck(Optional.empty(), Optional.empty(), Optional.empty());
    var tls = tls(List.of(CertificateReader.facts(nested)));
    assertEquals(Optional.empty(), check(checks(Duration.ZERO), seen(tls.with(claimed), "")));
  }

  private static CentralChecks checks(Duration offset) {
    return new CentralChecks(List.of(root), clock(), vantage -> Optional.of(offset));
  }

  private static Optional<CentralCheck> check(CentralChecks checks, Observation seen) {
    return checks.of(seen);
  }

  private static InstantSource clock() {
    return InstantSource.fixed(SampleSweep.NOON);
  }

  private static Optional<CentralCheck.AtServer> at(Optional<FailureWord> word) {
    return Optional.of(new CentralCheck.AtServer(word));
  }

  private static Observation seen(String date) {
    return seen(tls(chain), date);
  }

  private static Observation seen(TlsStep tls, String date) {
    var http =
        new HttpStep(
            "HTTP/1.1", 200, Map.of("date", date), List.of(), "", Optional.empty(), Duration.ZERO);
    return SampleSweep.base("a", 1, SampleSweep.OK)
        .with(new Steps(Optional.empty(), Optional.empty(), Optional.of(tls), Optional.of(http)));
  }

  private static TlsStep tls(List<CertificateFacts> sent) {
    return new TlsStep(
        TlsStep.SentHello.none(Optional.empty()),
        TlsStep.Agreed.NOTHING,
        sent,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        TlsStep.Traffic.NONE,
        Duration.ZERO,
        Duration.ZERO);
  }

  private static X509Bundle authority(String name) throws Exception {
    return dated(name).setIsCertificateAuthority(true).buildSelfSigned();
  }

  private static CertificateBuilder dated(String name) {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + name)
        .notBefore(SampleSweep.NOON.minus(Duration.ofDays(1)))
        .notAfter(SampleSweep.NOON.plus(Duration.ofDays(1)));
  }
}
